//! `cruddur serve`: the app's message API over HTTP, and a page that uses it.
//!
//! | file | what is in it |
//! |---|---|
//! | `routes.rs` | the list of routes, and the router that is built from it |
//! | `state.rs` | what every request shares: the stores, and what the server was started with |
//! | `origin.rs` | the checks of `Host` and `Origin`, and the answers to preflight requests |
//! | `failure.rs` | the JSON of every error |
//! | `listen.rs` | the socket, and the limits of connections and times |
//! | `bearer.rs`, `access_token.rs`, `operator.rs` | who is calling: an access token of the user pool, or the token of the operator |
//! | `turn.rs` | turns at the embedded stores, so that other commands work beside the server |
//! | `messages.rs`, `users.rs`, `activities.rs`, `session.rs` | what answers the routes |
//! | `new_message.rs`, `segment.rs`, `paging.rs`, `body.rs` | what requests ask for |
//! | `live/` | the route of new messages: one reader of the table's stream, and its listeners |
//! | `dynamodb.rs`, `shard_id.rs` | `cruddur local serve`: the embedded DynamoDB engine over HTTP |
//! | `page.rs` | the page: three files that are compiled in |
//!
//! Source: the routes of the app's backend (`app.py`).

mod access_token;
mod activities;
mod bearer;
mod body;
#[cfg(feature = "embedded")]
mod dynamodb;
mod failure;
mod listen;
mod live;
mod messages;
mod new_message;
mod operator;
mod origin;
mod page;
mod paging;
mod routes;
mod segment;
mod session;
#[cfg(feature = "embedded")]
mod shard_id;
mod state;
mod turn;
mod users;

#[cfg(feature = "embedded")]
pub use dynamodb::LocalDynamoDb;
pub use listen::Server;
pub use operator::{Operator, OperatorToken};
pub use origin::WebOrigin;
pub use routes::{Caller, ROUTES, Route};
pub use state::Settings;
