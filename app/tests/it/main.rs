//! Pages through their table, as the server mounts them.

mod respond;
