//! Tests of the binary. Every contract runs against the embedded stores, and if `tests/run` has started them, against DynamoDB
//! Local, PostgreSQL and moto.

mod support;

mod bad_input;
mod bounds;
mod by_key;
mod check;
mod checkpoints;
mod completions;
mod config;
mod connect;
mod connection_url;
mod conversations;
mod damage;
#[cfg(feature = "lambda")]
mod database_functions;
mod databases;
mod dependencies;
mod deployed;
mod describe;
mod diff;
mod docs;
mod doctor;
mod drop_table;
mod embedded;
mod endless;
mod environments;
mod exchange;
mod faults;
mod files;
mod first_minute;
mod help;
mod hints;
mod iam;
mod importing;
mod inboxes;
mod kills;
#[cfg(feature = "lambda")]
mod lambda;
#[cfg(feature = "serve")]
mod live;
#[cfg(all(feature = "embedded", feature = "serve"))]
mod local;
mod manual;
mod output;
mod packaging;
mod pager;
mod pool_users;
mod profiles;
mod prompts;
mod records;
mod references;
mod repair;
mod rooms;
mod s3;
mod scan;
mod schema_load;
mod screen;
mod screencast;
mod seed;
mod seeds;
#[cfg(feature = "serve")]
mod serve;
mod setup;
mod short_ids;
mod signals;
#[cfg(feature = "stack")]
mod stack;
mod stream;
mod targets;
mod typed;
mod users;
mod wait;
mod whose_row;
mod writing;
