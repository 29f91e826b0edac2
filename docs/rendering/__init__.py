"""One module for each page that is made: it reads the code or its tables and returns Markdown. None writes files."""
