//! The users: PostgreSQL (RDS in production), or SQLite in the embedded store.
//!
//! | file | what is in it |
//! |---|---|
//! | `users.rs` | [`Users`], every operation on the users of a target |
//! | `store.rs` | `UserStore`, what PostgreSQL and the embedded store each implement |
//! | `user.rs` | the types of users |
//! | `activity.rs` | the activities of the app's feeds |
//! | `lookup.rs`, `near.rs` | users by handle, and the near matches of a handle that does not exist |
//! | `schema.rs`, `health.rs` | creating the tables, and examining them |
//! | `app_role.rs` | the role that the app signs in as |
//! | `confirm.rs` | the row of a user whose sign-up is confirmed |
//! | `ids.rs` | the comparison of `cognito_user_id` with the user pool |
//! | `listing.rs` | every user, page by page |
//! | `session.rs` | the sessions of the database |
//! | `psql.rs` | what psql needs for the same connection |
//! | `proof.rs` | what proves that a row belongs to a user of the pool |
//! | `postgres.rs` | the PostgreSQL store, with its statements in `sql/` |

mod activity;
mod app_role;
mod confirm;
mod health;
mod ids;
mod listing;
mod lookup;
mod near;
mod postgres;
mod proof;
mod psql;
mod schema;
mod session;
mod store;
mod user;
mod users;

pub use activity::Activity;
#[cfg(feature = "embedded")]
pub(crate) use activity::MAX_ACTIVITIES;
pub use app_role::{APP_ROLE, RoleLoad};
#[cfg(feature = "embedded")]
pub(crate) use confirm::Candidate;
pub(crate) use confirm::Step;
pub use confirm::{Confirmation, ConfirmedUser};
pub use health::{Lacking, UsersHealth, UsersState};
pub(crate) use ids::{Bound, compare, steps};
pub use ids::{IdReport, IdRow, IdState, IdUpdate};
pub use listing::UserPages;
pub(crate) use postgres::Postgres;
pub use postgres::identifier;
pub use proof::{Doubt, Proof};
pub use psql::Psql;
pub(crate) use schema::Column;
pub use schema::SchemaLoad;
pub use session::Session;
pub(crate) use store::UserStore;
pub(crate) use user::MessageUsers;
pub use user::{FoundUsers, NewUser, Sender, User, UserRow};
pub use users::Users;

/// The `cognito_user_id` of a user who never signed in, as in the seeds of the app.
pub const MOCK_COGNITO_ID: &str = "MOCK";
