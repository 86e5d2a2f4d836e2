"""Many rows at once into the register: frames handed over as columns, and how an empty register is filled."""
