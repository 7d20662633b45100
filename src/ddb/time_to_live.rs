//! Time to live: DynamoDB deletes an item some days after the time in an attribute of it has passed.
//! Source: DynamoDB developer guide, "Using time to live (TTL) in DynamoDB".

use super::{Table, incomplete};
use crate::error::{Error, Result};
use aws_sdk_dynamodb::types::{TimeToLiveSpecification, TimeToLiveStatus};

/// The setting of the time to live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeToLive {
    /// `ENABLED`, `DISABLED`, `ENABLING` or `DISABLING`.
    pub status: String,
    /// The attribute with the time when an item expires, in seconds since 1970.
    pub attribute: Option<String>,
}

/// What a change of the setting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeToLiveChange<'a> {
    /// Items expire by this attribute.
    Enable(&'a str),
    /// Items do not expire.
    Disable,
}

impl TimeToLive {
    /// Returns the attribute of a change to this setting, or `None` if it already is so.
    ///
    /// # Errors
    /// [`Error::TimeToLiveDiffers`] if the service allows no such change now: items expire by another attribute, or the setting is
    /// being changed.
    pub fn attribute_of<'a>(&'a self, table: &str, change: TimeToLiveChange<'a>) -> Result<Option<&'a str>> {
        let differs = || {
            let attribute = self.attribute.clone().unwrap_or_default();
            Error::TimeToLiveDiffers { table: table.to_owned(), status: self.status.clone(), attribute }
        };
        let has = self.attribute.as_deref();
        match (TimeToLiveStatus::from(&*self.status), change) {
            (TimeToLiveStatus::Enabled | TimeToLiveStatus::Enabling, TimeToLiveChange::Enable(wanted))
                if has == Some(wanted) =>
            {
                Ok(None)
            }
            (TimeToLiveStatus::Disabled, TimeToLiveChange::Enable(wanted)) => Ok(Some(wanted)),
            (TimeToLiveStatus::Disabled | TimeToLiveStatus::Disabling, TimeToLiveChange::Disable) => Ok(None),
            (TimeToLiveStatus::Enabled, TimeToLiveChange::Disable) => has.map(Some).ok_or_else(differs),
            _ => Err(differs()),
        }
    }
}

impl Table {
    /// Returns the setting of the time to live.
    ///
    /// # Errors
    /// [`Error::NoTable`], and the service errors.
    pub async fn time_to_live(&self) -> Result<TimeToLive> {
        let request = self.client.describe_time_to_live().table_name(&self.table);
        let setting = self.service.call("DescribeTimeToLive", &self.table, request.send()).await?;
        let setting = setting.time_to_live_description;
        let status = setting.as_ref().and_then(|setting| setting.time_to_live_status.clone());
        Ok(TimeToLive {
            status: status.unwrap_or(TimeToLiveStatus::Disabled).to_string(),
            attribute: setting.and_then(|setting| setting.attribute_name),
        })
    }

    /// Enables the time to live by an attribute, or disables it. The service does so within an hour.
    ///
    /// # Errors
    /// [`Error::NoTable`], and the service errors: it takes one change an hour.
    pub async fn set_time_to_live(&self, attribute: &str, is_enabled: bool) -> Result<()> {
        let setting = TimeToLiveSpecification::builder().attribute_name(attribute).enabled(is_enabled).build();
        let request = self.client.update_time_to_live().table_name(&self.table);
        let request = request.time_to_live_specification(setting.map_err(incomplete)?);
        self.service.call("UpdateTimeToLive", &self.table, request.send()).await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_service_allows_is_changed() {
        use TimeToLiveChange::{Disable, Enable};
        let of = |status: &str, attribute: Option<&str>, change| {
            let setting = TimeToLive { status: status.to_owned(), attribute: attribute.map(str::to_owned) };
            setting.attribute_of("t", change).map(|attribute| attribute.map(str::to_owned)).ok()
        };
        let some = |attribute: &str| Some(Some(attribute.to_owned()));
        assert_eq!(of("DISABLED", None, Enable("at")), some("at"));
        assert_eq!(of("DISABLED", None, Disable), Some(None));
        assert_eq!(of("ENABLED", Some("at"), Enable("at")), Some(None));
        assert_eq!(of("ENABLING", Some("at"), Enable("at")), Some(None));
        assert_eq!(of("ENABLED", Some("at"), Disable), some("at"));
        assert_eq!(of("DISABLING", Some("at"), Disable), Some(None));
        for (status, change) in
            [("ENABLED", Enable("other")), ("ENABLING", Disable), ("DISABLING", Enable("at")), ("ELSE", Disable)]
        {
            assert_eq!(of(status, Some("at"), change), None, "{status}");
        }
    }
}
