//! Support for the tests: worlds in which they run the binary, and servers.

mod http;
#[cfg(feature = "lambda")]
mod lambda;
mod memory;
pub mod output;
mod proxy;
mod rds;
mod real;
mod served;
pub mod stub;
pub mod terminal;
mod witness;
mod world;
#[cfg(feature = "stack")]
pub mod zip;

pub use http::Http;
#[cfg(feature = "lambda")]
pub use lambda::Lambda;
pub use memory::Measured;
pub use output::Output;
pub use proxy::{Fault, Proxy};
pub use rds::Rds;
pub use real::Server;
pub use served::Served;
pub use stub::Stub;
pub use witness::{Cloud, ROOT, Witness};
pub use world::{CONVERSATION, World};

/// Fails if two lists of items differ, and names the first item that is in only one of them.
#[track_caller]
pub fn assert_same(left: &[serde_json::Value], right: &[serde_json::Value]) {
    let only = |a: &[serde_json::Value], b: &[serde_json::Value]| a.iter().find(|item| !b.contains(item)).cloned();
    assert!(
        left == right,
        "{} and {} items; only left {:?}, only right {:?}",
        left.len(),
        right.len(),
        only(left, right),
        only(right, left)
    );
}

/// Runs each function as two tests: in a world with embedded stores, and in one with real servers. The latter are ignored, so that
/// a plain `cargo test` reports that it leaves them out. `tests/run` includes them, and without a server they fail.
macro_rules! contract {
    ($($name:ident),* $(,)?) => {
        mod on_embedded {
            $(#[test] fn $name() { insta::allow_duplicates! { super::$name(&$crate::support::World::embedded()) } })*
        }
        mod on_real_servers {
            $(
                #[test]
                #[ignore = "needs the servers that tests/run starts"]
                fn $name() { insta::allow_duplicates! { super::$name(&$crate::support::World::real()) } }
            )*
        }
    };
}
pub(crate) use contract;
