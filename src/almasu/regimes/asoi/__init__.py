"""The regime of ASOI: resolution No. 67 on joining and using the exchange of the financial sector."""
