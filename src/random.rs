//! Random ids.

use std::cell::RefCell;
use uuid::{Builder, Uuid};

thread_local! {
    /// The generator of a thread whose ids are repeatable; `None` for the ids of the operating system's generator.
    static REPEATABLE: RefCell<Option<fastrand::Rng>> = const { RefCell::new(None) };
}

/// Returns a random UUID (version 4).
pub(crate) fn uuid() -> Uuid {
    REPEATABLE.with_borrow_mut(|rng| match rng {
        Some(rng) => Builder::from_u128(rng.u128(..)).with_version(uuid::Version::Random).into_uuid(),
        None => Uuid::new_v4(),
    })
}

/// Makes every random choice of this thread repeatable, ids and intervals: the same seed gives the same ones again. Such ids can be
/// guessed, so this is for tests that replay a run.
#[doc(hidden)]
pub fn repeat(seed: u64) {
    fastrand::seed(seed);
    REPEATABLE.set(Some(fastrand::Rng::with_seed(seed)));
}
