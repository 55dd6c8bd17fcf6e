"""Powers: who may do what to what, and by which clause. The one place where acts take their roles from."""
