//! How the server may authenticate the user: `require_auth` and `channel_binding`.

use super::settings::Settings;
use crate::error::Result;
use postgres::config::ChannelBinding;

/// The methods of authentication that `require_auth` can name. `none` is a server that does not request any.
const METHODS: [&str; 7] = ["none", "password", "md5", "gss", "sspi", "scram-sha-256", "oauth"];

/// The requests for authentication that are answered.
#[derive(Debug, Clone)]
pub(crate) struct AuthOptions {
    /// The methods of `require_auth`, or `None` if it is not set.
    pub(crate) methods: Option<Vec<&'static str>>,
    pub(crate) binding: ChannelBinding,
}

impl AuthOptions {
    pub(super) fn read(settings: &Settings<'_>) -> Result<Self> {
        let bindings = [
            ("disable", ChannelBinding::Disable),
            ("prefer", ChannelBinding::Prefer),
            ("require", ChannelBinding::Require),
        ];
        let methods = settings.get("require_auth").map(|value| {
            methods(value).ok_or_else(|| {
                settings.wrong(
                    "require_auth",
                    format_args!("is not a list of {}, each with or each without ! before it", METHODS.join(", ")),
                )
            })
        });
        Ok(Self {
            methods: methods.transpose()?,
            binding: settings.one_of("channel_binding", &bindings, ChannelBinding::Prefer)?,
        })
    }
}

/// Returns the methods that a value of `require_auth` allows, or `None` if the value is not valid.
pub(super) fn methods(value: &str) -> Option<Vec<&'static str>> {
    let is_negated = value.starts_with('!');
    let mut listed = Vec::new();
    for name in value.split(',') {
        let name = if is_negated { name.strip_prefix('!')? } else { name };
        listed.push(METHODS.into_iter().find(|method| *method == name && !listed.contains(method))?);
    }
    Some(METHODS.into_iter().filter(|method| listed.contains(method) != is_negated).collect())
}
