//! Deleting a stack: what would be removed and what stays, and the update that lets it happen.

use super::change_set::Wanted;
use super::events::{Follow, Since};
use super::template::{Source, Template};
use super::{Description, Resource, Stack};
use crate::error::{Error, Result, StackError};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The parameter of the built-in templates for deletion protection.
const PROTECT: &str = "Protect";

/// What happens to a resource when its stack is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is removed.
    Removed,
    /// It is removed, and a snapshot of its data stays.
    Snapshot,
    /// It stays, and belongs to no stack then.
    Kept,
}

impl Fate {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Snapshot => "removed, a snapshot stays",
            Self::Kept => "kept",
        }
    }
}

/// What would be left of a stack.
#[derive(Debug)]
pub struct Remains {
    /// The stack.
    pub found: Description,
    /// Its resources, and what happens to each.
    pub resources: Vec<(Resource, Fate)>,
    /// The update that has to come first: it switches deletion protection off, and lets go of what would be kept.
    pub before: Option<Wanted>,
}

impl Stack {
    /// Finds out what deleting the stack would remove. `with_data` removes too what the template would keep.
    ///
    /// # Errors
    /// [`StackError::NoStack`], [`StackError::Busy`], [`StackError::Protected`], and as [`Stack::describe`].
    pub async fn remains(&self, with_data: bool) -> Result<Remains> {
        let found = self.described().await?;
        if found.status.is_in_progress() {
            return Err(StackError::Busy { name: self.name.clone(), status: found.status.to_string() }.into());
        }
        if found.is_protected {
            return Err(StackError::Protected { name: self.name.clone() }.into());
        }
        let template = self.template().await?;
        let wanted = if with_data { template.without_retention() } else { template.clone() };
        // A stack that never came to be has removed all of it, and one whose rollback failed takes no update.
        let takes_update = !found.status.is_review() && !found.status.is_leftover() && !found.status.is_stuck();
        let fate = |resource: &Resource| match wanted.deletion_policy(&resource.name) {
            Some("Retain" | "RetainExceptOnCreate") => Fate::Kept,
            Some("Snapshot") => Fate::Snapshot,
            _ => Fate::Removed,
        };
        let resources = self.resources().await?.into_iter().filter(|resource| !resource.status.is_deleted());
        let resources = resources.map(|resource| (fate(&resource), resource)).map(|(fate, one)| (one, fate)).collect();
        let is_protected = found.parameter(PROTECT) == Some("true");
        let parameters = is_protected.then(|| (PROTECT.to_owned(), "false".to_owned()));
        let source = if wanted == template { Source::Current } else { Source::Template(wanted) };
        let has_update = takes_update && (is_protected || source != Source::Current);
        let before = has_update.then(|| Wanted { source, parameters: BTreeMap::from_iter(parameters) });
        Ok(Remains { found, resources, before })
    }

    /// Starts to delete a stack. What happens then is read from the events.
    ///
    /// # Errors
    /// [`StackError::Protected`], [`StackError::MaybeStarted`], and as [`Stack::describe`].
    pub async fn delete(&self, found: &Description) -> Result<Follow<'_>> {
        let since = Since::Event(self.last_event(&found.id).await?);
        let token = Uuid::new_v4().to_string();
        let send = self.client.delete_stack().stack_name(&found.id).client_request_token(token).send();
        match self.call("DeleteStack", send).await {
            Err(Error::Service { code, message, .. })
                if code == "ValidationError" && message.contains("TerminationProtection") =>
            {
                Err(StackError::Protected { name: self.name.clone() }.into())
            }
            reply => {
                reply.map_err(|error| self.unclear("deletion", error))?;
                Ok(self.follow(found.id.clone(), since))
            }
        }
    }

    /// The template that the stack has.
    async fn template(&self) -> Result<Template> {
        let reply = self.call("GetTemplate", self.client.get_template().stack_name(&self.name).send()).await?;
        Template::from_text(reply.template_body.unwrap_or_default())
    }
}
