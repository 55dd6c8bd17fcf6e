"""The Agreement of 3 November 2017 on information exchange against terrorism, approved by resolution No. 529."""
