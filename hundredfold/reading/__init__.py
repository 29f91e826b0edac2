"""From bytes to facts: sheets, photos, pages. Pure: knows no Django, no civic programme, no other floor."""
