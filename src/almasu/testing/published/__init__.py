"""Publishers that others read: feeds of MISP, providers of CSAF, lists of KEV and EPSS, over real HTTP."""
