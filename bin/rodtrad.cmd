@node "%~dp0rodtrad" %*
