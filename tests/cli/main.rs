//! The command line against real engines: every contract runs against the embedded stores, and, where `tests/run` has
//! started them, against DynamoDB Local, PostgreSQL and moto.

mod support;

mod bad_input;
mod check;
mod completions;
mod connection_url;
mod conversations;
mod dependencies;
mod docs;
mod doctor;
mod drop_table;
mod embedded;
mod exchange;
mod faults;
mod kills;
#[cfg(feature = "lambda")]
mod lambda;
mod output;
mod prompts;
mod repair;
mod s3;
mod scan;
mod schema_load;
mod seed;
mod setup;
mod stream;
mod targets;
mod users;
mod writing;
