"""Sentences about ledgers in sheets: what is wrong, where, and what to do. Only words, no logic."""

KINDS = {
    "pdf": ("PDF", "a PDF"),
    "image": ("图片", "a picture"),
    "archive": ("压缩包", "an archive"),
    "program": ("程序", "a program"),
    "database": ("数据库", "a database"),
    "markup": ("网页或 XML", "a web page or XML"),
    "document": ("文字或演示文档", "a text document or slides"),
}
_DATE_HELP = ("请写成 2024-06-10 这样的日期", "write it like 2024-06-10")

# The file is refused.
FILES: dict[str, tuple[str, str]] = {
    "wrong_kind": (
        "{file}：内容是{kind}，不是表格台账，未读取。请用表格软件打开，另存为 XLSX 或 CSV 再试。",
        "{file}: this is {kind}, not a ledger sheet. Open it in a spreadsheet and save it as XLSX or CSV.",
    ),
    "encrypted": (
        "{file}：文件有密码，未读取。请取消密码后另存一份再试。",
        "{file}: the file is protected by a password. Save a copy without one and try again.",
    ),
    "damaged": (
        "{file}：表格文件已损坏，未读取。请用表格软件打开并另存为 XLSX 或 CSV 再试。",
        "{file}: the sheet is damaged. Open it in a spreadsheet, save it as XLSX or CSV and try again.",
    ),
    "bomb": (
        "{file}：展开后有 {size_mb} MB、{members} 个部分，超出常理，未读取。请把台账另存为新的 XLSX 或 CSV。",
        "{file}: it unpacks to {size_mb} MB in {members} parts, beyond reason for a ledger. "
        "Save the ledger as a new XLSX or CSV.",
    ),
    "too_wide": (
        "{file}：工作表“{sheet}”用到 {rows} 行 {columns} 列，其中大多是空白，未读取。"
        "请删去表格外的零散内容（可按 Ctrl+End 查看最末一格）再试。",
        "{file}: sheet “{sheet}” stretches over {rows} rows and {columns} columns, mostly empty. "
        "Delete stray cells outside the table (Ctrl+End shows the last one) and try again.",
    ),
    "sheet_memory": (
        "{file}：读取时用内存超过限额（{memory_mb} MB），未读取。多半是表格外很远处有零散内容（可按 Ctrl+End 查看）；"
        "请删去，或把台账复制到新文件再试。",
        "{file}: reading it needed more memory than allowed ({memory_mb} MB). Usually a stray cell far outside "
        "the table is to blame (Ctrl+End shows it); delete it, or copy the ledger into a new file.",
    ),
    "too_many_rows": (
        "{file}：超过 {limit} 行，未读取。请按季度或条线分成几个文件。",
        "{file}: it has more than {limit} rows. Split it by quarter or by strand.",
    ),
    "binary": (
        "{file}：内容不是文字，未读取。请另存为 XLSX 或 UTF-8 的 CSV 再试。",
        "{file}: its content is not text. Save it as XLSX or as CSV in UTF-8 and try again.",
    ),
    "encoding": (
        "{file}：文字编码无法识别，未读取。请另存为 UTF-8 的 CSV 或 XLSX 再试。",
        "{file}: its text encoding cannot be recognised. Save it as CSV in UTF-8 or as XLSX and try again.",
    ),
    "no_headings": (
        "{file}：在“{sheets}”中找不到台账的表头，未读取。"
        "请在前 40 行内留一行表头，至少有“活动名称”和“活动时间”两列。",
        "{file}: no ledger headings found in “{sheets}”. "
        "Keep one row of headings within the first 40 rows, with at least a title and a date.",
    ),
}

# A row is skipped. `where` names the sheet and the row.
ROWS: dict[str, tuple[str, str]] = {
    "row_total": (
        "{where}是“{text}”行，不是记录，已跳过。",
        "{where} is a row of totals (“{text}”), not a record; skipped.",
    ),
    "row_note": (
        "{where}是说明文字（“{text}”），不是记录，已跳过。",
        "{where} is a remark (“{text}”), not a record; skipped.",
    ),
    "row_headings": ("{where}重复了表头，已跳过。", "{where} repeats the headings; skipped."),
    "row_untitled": (
        "{where}“{column}”列是空的，未读取。请填写名称。",
        "{where}: column “{column}” is empty, so the row was not read. Give it a title.",
    ),
    "date_unknown": (
        "{where}“{column}”列的“{text}”看不出是哪一天，未读取。" + _DATE_HELP[0] + "。",
        "{where}: “{text}” in column “{column}” is no date we can read. Please " + _DATE_HELP[1] + ".",
    ),
    "date_impossible": (
        "{where}“{column}”列的“{text}”不是存在的日期，未读取。请核对后" + _DATE_HELP[0][1:] + "。",
        "{where}: “{text}” in column “{column}” is a date that does not exist. Check it and "
        + _DATE_HELP[1]
        + ".",
    ),
    "date_reversed": (
        "{where}“{column}”列的“{text}”结束早于开始，未读取。请核对两个日期。",
        "{where}: “{text}” in column “{column}” ends before it starts. Check both dates.",
    ),
    "date_lunar": (
        "{where}“{column}”列的“{text}”是农历日期，未读取。请改写为公历，如 2024-06-10。",
        "{where}: “{text}” in column “{column}” is a lunar date. Write the calendar date, like 2024-06-10.",
    ),
    "date_year_missing": (
        "{where}“{column}”列的“{text}”没有年份，台账里也看不出年份，未读取。请补上年份，如 2024-06-10。",
        "{where}: “{text}” in column “{column}” has no year, and the ledger names none. "
        "Add it, like 2024-06-10.",
    ),
    "date_ambiguous": (
        "{where}“{column}”列的“{text}”可能是两个不同的日子，未读取。" + _DATE_HELP[0] + "。",
        "{where}: “{text}” in column “{column}” may be two different days. Please " + _DATE_HELP[1] + ".",
    ),
    "date_far": (
        "{where}“{column}”列的“{text}”不在 1900 至 2100 年之间，未读取。请核对年份。",
        "{where}: “{text}” in column “{column}” is not between 1900 and 2100. Check the year.",
    ),
    "head_negative": (
        "{where}“{column}”列的“{text}”是负数，未读取。请填写实际人数，不清楚可以留空。",
        "{where}: “{text}” in column “{column}” is negative. Give the number of people, or leave it empty.",
    ),
    "head_absurd": (
        "{where}“{column}”列的“{text}”超过一千万人，未读取。请核对人数。",
        "{where}: “{text}” in column “{column}” is more than ten million people. Check the number.",
    ),
    "head_unknown": (
        "{where}“{column}”列的“{text}”不是人数，未读取。请填写整数，不清楚可以留空。",
        "{where}: “{text}” in column “{column}” is no number of people. "
        "Give a whole number, or leave it empty.",
    ),
}

# Something to know; nothing is lost by it.
NOTICES: dict[str, tuple[str, str]] = {
    "column_forbidden": (
        "“{columns}”列涉及个人信息，本系统不保存，已在读取时丢弃。请在台账中删去这些列。",
        "Columns {columns} concern personal attributes, which are never kept; "
        "they were dropped while reading. "
        "Please delete them from the ledger.",
    ),
    "column_secret": (
        "“{columns}”列的内容像是身份证号、民族或宗教信息，本系统不保存，已丢弃。请在台账中删去。",
        "Columns {columns} seem to hold identity numbers, ethnicity or religion, which are never kept; "
        "they were dropped. Please delete them from the ledger.",
    ),
    "year_guessed": (
        "有 {count} 行日期没有年份（第 {rows} 行），按 {year} 年读取。若不对，请在日期中写明年份。",
        "{count} rows have dates without a year (rows {rows}); read as {year}. "
        "If that is wrong, write the year.",
    ),
    "head_vague": (
        "有 {count} 行人数没有写明数字（第 {rows} 行），按未填处理。",
        "{count} rows name no number of people (rows {rows}); read as not given.",
    ),
    "ids_repeated": (
        "有 {count} 行的编号与前面重复（{ids}），已在编号后加上行号以示区别。请核对。",
        "{count} rows repeat an earlier id ({ids}); their row number was added to tell them apart. "
        "Please check.",
    ),
    "ids_made": (
        "有 {count} 行没有编号，已用行号代替。",
        "{count} rows have no id; their row number stands in for it.",
    ),
    "sheet_ignored": (
        "工作表“{sheet}”没有台账表头，未读取。",
        "Sheet “{sheet}” has no ledger headings; it was not read.",
    ),
    "sheet_hidden": (
        "工作表“{sheet}”是隐藏的，未读取。如需读取，请取消隐藏。",
        "Sheet “{sheet}” is hidden; it was not read. Unhide it if it should be.",
    ),
    "sheets_beyond": (
        "只读取了前 {limit} 个工作表。请把其余的另存为别的文件。",
        "Only the first {limit} sheets were read. Save the others as separate files.",
    ),
    "wide": ("只查看了前 {limit} 列。", "Only the first {limit} columns were looked at."),
    "encoding_mixed": (
        "有 {lines} 行的文字编码与其余不同，已分别读取，{damaged} 个字无法还原。请核对。",
        "{lines} lines are in another encoding than the rest; {damaged} characters "
        "could not be read. Please check.",
    ),
    "quotes_broken": (
        "文件里的引号不成对，已按没有引号读取。请核对含引号的几行。",
        "Quotation marks in the file do not pair up; "
        "it was read as if there were none. Check the rows with quotes.",
    ),
    "nul_bytes": ("文件里有空字符，已忽略。", "The file holds NUL characters; they were ignored."),
    "no_rows": ("表头下面没有记录。", "There are no records below the headings."),
}

SHEET_SENTENCES: dict[str, tuple[str, str]] = {**FILES, **ROWS, **NOTICES}
