"""Shapes that many sensors share: syslog, CEF, LEEF, JSON, XML, mail, time stamps."""
