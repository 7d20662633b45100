//! Near matches: the handles that may be meant by a handle that does not exist.

use super::UserStore;
use crate::error::{DatabaseError, Error, Result};

/// The lowest Jaro-Winkler similarity of a near match, from 0 to 1.
const MIN_SIMILARITY: f64 = 0.75;

/// The number of near matches that an error names at most.
const MAX_NEAR_MATCHES: usize = 3;

/// Returns the handles of users with this display name, then the handles most similar to `handle`.
pub(super) fn near_matches(store: &mut dyn UserStore, handle: &str) -> Result<Vec<String>> {
    let mut near = match store.handles_of_name(handle) {
        // A database without readable display names has no match by display name.
        Err(Error::Database(DatabaseError::MissingColumns { .. } | DatabaseError::NoPrivilege { .. })) => Vec::new(),
        found => found?,
    };
    let similar = most_similar(handle, store.handles_like(handle)?);
    near.extend(similar.into_iter().filter(|handle| !near.contains(handle)).collect::<Vec<_>>());
    near.truncate(MAX_NEAR_MATCHES);
    Ok(near)
}

/// Returns the candidates most similar to `handle`, the most similar first.
fn most_similar(handle: &str, candidates: Vec<String>) -> Vec<String> {
    let mut ranked: Vec<(f64, String)> = candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&handle.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|(similarity, _)| *similarity >= MIN_SIMILARITY)
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    ranked.into_iter().take(MAX_NEAR_MATCHES).map(|(_, candidate)| candidate).collect()
}
