//! `cruddur serve`: the message API.

mod limits;
mod origins;
mod reading;
mod running;
mod tokens;
mod writing;

pub use running::Running;
