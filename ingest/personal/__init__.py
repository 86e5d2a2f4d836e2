"""Do no harm: telephones, addresses, numbers of identity and names that files bring, and that nobody should read."""
