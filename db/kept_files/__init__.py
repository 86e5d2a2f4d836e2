"""The bytes of files as the register keeps them."""
