"""Our files for other programs: cells for spreadsheets, calendars, mail drafts, Markdown."""
