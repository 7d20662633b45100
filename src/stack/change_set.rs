//! Change sets: created, read page by page, and removed or executed.

use super::change::{Change, change};
use super::events::{Follow, Since};
use super::parameters::{Declared, parameters};
use super::template::Source;
use super::{Description, Stack, said};
use crate::ddb::retry::Retry;
use crate::error::{Error, Result, StackError};
use crate::pages::Pages;
use aws_sdk_cloudformation::operation::describe_change_set::DescribeChangeSetOutput;
use aws_sdk_cloudformation::types::{Capability, ChangeSetStatus, ChangeSetType};
use std::collections::BTreeMap;
use std::time::Duration;
use uuid::Uuid;

/// What the names of our change sets begin with. A change set that an interrupted plan left is recognised by it.
const PREFIX: &str = "cruddur-plan-";

/// How long CloudFormation may take to make a change set, or to remove a stack without resources.
const TIMEOUT: Duration = Duration::from_secs(300);

/// The first and the longest interval between two requests for a status.
const POLL_INTERVAL: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(2));

/// What a stack should become.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The template.
    pub source: Source,
    /// The values of parameters. The others keep the values that the stack has, or get the defaults.
    pub parameters: BTreeMap<String, String>,
}

/// A change set that exists until it is executed or discarded.
#[derive(Debug)]
pub struct ChangeSet {
    /// Its ARN.
    id: String,
    /// The ARN of its stack.
    pub stack_id: String,
    /// The stack before; `None` if it did not exist.
    pub before: Option<Description>,
    /// What it would do, in CloudFormation's order.
    pub changes: Vec<Change>,
    /// Whether it would do anything. A change of outputs or parameters alone changes no resource.
    pub has_effect: bool,
}

/// What is left after a change set was discarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Discarded {
    /// Nothing but what was there before.
    Nothing,
    /// A stack in review that others made, with the names of their change sets.
    Review(Vec<String>),
}

impl ChangeSet {
    /// Whether executing it creates the stack.
    pub fn creates_stack(&self) -> bool {
        self.before.as_ref().is_none_or(|before| before.status.is_review())
    }

    /// The changes that would remove or replace a resource with data, or may do so.
    pub fn destroyed(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.destroys_data())
    }
}

impl Stack {
    /// Makes a change set and reads it. If that fails, nothing is left of it.
    ///
    /// # Errors
    /// [`StackError::Busy`], [`StackError::Leftover`] and [`StackError::Stuck`] for a stack that cannot be updated,
    /// [`StackError::UnknownParameter`], [`StackError::MissingParameter`], [`StackError::NoChangeSet`], and as [`Stack::describe`].
    pub async fn plan(&self, wanted: &Wanted) -> Result<ChangeSet> {
        let before = self.describe().await?.filter(|before| !before.status.is_deleted());
        if let Some(before) = &before {
            self.check_is_free(before)?;
        }
        let (declared, capabilities) = self.declared(&wanted.source).await?;
        // A stack in review has no values that another change set could keep.
        let existing = before.as_ref().filter(|before| !before.status.is_review());
        let previous = existing.map_or(&[][..], |existing| &existing.parameters);
        let parameters = parameters(&declared, &wanted.parameters, previous)?;
        let ours = self.is_our_review(before.as_ref()).await?;
        let kind = if existing.is_none() { ChangeSetType::Create } else { ChangeSetType::Update };
        let request = self.client.create_change_set().stack_name(&self.name).change_set_type(kind);
        let request = match &wanted.source {
            Source::Template(template) => request.template_body(template.text()),
            Source::Current => request.use_previous_template(true),
        };
        let request = request
            .change_set_name(format!("{PREFIX}{}", Uuid::new_v4()))
            .description("cruddur stack")
            .set_parameters(Some(parameters))
            .set_capabilities(Some(capabilities))
            .import_existing_resources(true);
        let reply = match self.call("CreateChangeSet", request.send()).await {
            Err(Error::Service { code, message: why, .. }) if code == "ValidationError" => {
                return Err(StackError::NoChangeSet { name: self.name.clone(), why }.into());
            }
            reply => reply?,
        };
        // A shell that an interrupted plan left is as good as none: it is removed with the change set.
        let before = if ours { None } else { before };
        let mut change_set = ChangeSet {
            id: reply.id.unwrap_or_default(),
            stack_id: reply.stack_id.unwrap_or_default(),
            before,
            changes: Vec::new(),
            has_effect: false,
        };
        match self.read(&mut change_set).await {
            Ok(()) => Ok(change_set),
            Err(error) => {
                // The first error says more than what may follow from it.
                self.discard(change_set).await.ok();
                Err(error)
            }
        }
    }

    /// Removes a change set, and the stack in review that it made. A stack that did not exist before does not exist after.
    ///
    /// # Errors
    /// As [`Stack::describe`], [`Error::NotSettled`].
    pub async fn discard(&self, change_set: ChangeSet) -> Result<Discarded> {
        self.call("DeleteChangeSet", self.client.delete_change_set().change_set_name(&change_set.id).send()).await?;
        let Some(found) = self.describe_by(&change_set.stack_id).await? else { return Ok(Discarded::Nothing) };
        if !found.status.is_review() {
            return Ok(Discarded::Nothing);
        }
        let others: Vec<String> =
            self.change_sets().await?.into_iter().filter(|name| !name.starts_with(PREFIX)).collect();
        if change_set.before.is_some() || !others.is_empty() {
            return Ok(Discarded::Review(others));
        }
        self.call("DeleteStack", self.client.delete_stack().stack_name(&change_set.stack_id).send()).await?;
        self.wait_until_gone(&change_set.stack_id).await?;
        Ok(Discarded::Nothing)
    }

    /// Executes a change set. What happens then is read from the events.
    ///
    /// # Errors
    /// [`StackError::MaybeStarted`], and as [`Stack::describe`].
    pub async fn execute(&self, change_set: &ChangeSet) -> Result<Follow<'_>> {
        let since = Since::Event(self.last_event(&change_set.stack_id).await?);
        let token = Uuid::new_v4().to_string();
        let request = self.client.execute_change_set().change_set_name(&change_set.id).client_request_token(token);
        self.call("ExecuteChangeSet", request.send()).await.map_err(|error| self.unclear("deployment", error))?;
        Ok(self.follow(change_set.stack_id.clone(), since))
    }

    /// Refuses a stack that cannot be updated now.
    pub(super) fn check_is_free(&self, found: &Description) -> Result<()> {
        let (name, status) = (self.name.clone(), found.status.to_string());
        Err(match &found.status {
            status_now if status_now.is_in_progress() => StackError::Busy { name, status },
            status_now if status_now.is_leftover() => StackError::Leftover { name, status },
            status_now if status_now.is_stuck() => StackError::Stuck { name, status },
            _ => return Ok(()),
        }
        .into())
    }

    /// The parameters of a template, and the capabilities that it needs.
    async fn declared(&self, source: &Source) -> Result<(Vec<Declared>, Vec<Capability>)> {
        let request = self.client.get_template_summary();
        let request = match source {
            Source::Template(template) => request.template_body(template.text()),
            Source::Current => request.stack_name(&self.name),
        };
        let reply = match self.call("GetTemplateSummary", request.send()).await {
            Err(Error::Service { code, message, .. }) if code == "ValidationError" => {
                return Err(StackError::BadTemplate { why: format!("cannot be read: {message}") }.into());
            }
            reply => reply?,
        };
        let declared = reply.parameters.unwrap_or_default().into_iter().map(|parameter| Declared {
            name: parameter.parameter_key.unwrap_or_default(),
            has_default: parameter.default_value.is_some(),
        });
        let mut capabilities = reply.capabilities.unwrap_or_default();
        // The names of the functions' policies make it the wider one; the resources are shown before anything is created.
        if capabilities.contains(&Capability::CapabilityIam) {
            capabilities.push(Capability::CapabilityNamedIam);
        }
        Ok((declared.collect(), capabilities))
    }

    /// Waits until CloudFormation has made a change set, and reads every page of it.
    async fn read(&self, change_set: &mut ChangeSet) -> Result<()> {
        let mut page = self.made(&change_set.id).await?;
        if page.status == Some(ChangeSetStatus::Failed) {
            let why = page.status_reason.unwrap_or_else(|| "CloudFormation gave no reason".to_owned());
            return match says_no_change(&why) {
                true => Ok(()),
                false => Err(StackError::NoChangeSet { name: self.name.clone(), why }.into()),
            };
        }
        change_set.has_effect = true;
        let mut pages = Pages::of("DescribeChangeSet", &self.name);
        loop {
            let changes = page.changes.unwrap_or_default();
            let is_empty = changes.is_empty();
            change_set.changes.extend(changes.into_iter().filter_map(|one| one.resource_change).map(change));
            let Some(token) = pages.next(page.next_token, is_empty)? else { return Ok(()) };
            page = self.page(&change_set.id, Some(token)).await?;
        }
    }

    /// The first page of a change set, once CloudFormation has made it.
    async fn made(&self, id: &str) -> Result<DescribeChangeSetOutput> {
        let mut retry = Retry::polling(TIMEOUT, POLL_INTERVAL);
        loop {
            let page = self.page(id, None).await?;
            let is_pending =
                matches!(page.status, Some(ChangeSetStatus::CreatePending | ChangeSetStatus::CreateInProgress));
            if !is_pending {
                return Ok(page);
            }
            if retry.is_over() {
                let state = page.status.map(|status| status.as_str().to_owned()).unwrap_or_default();
                return Err(not_settled(format!("the change set of stack {}", self.name), state));
            }
            retry.wait().await;
        }
    }

    async fn page(&self, id: &str, token: Option<String>) -> Result<DescribeChangeSetOutput> {
        let request = self.client.describe_change_set().change_set_name(id).include_property_values(true);
        self.call("DescribeChangeSet", request.set_next_token(token).send()).await
    }

    /// Whether the stack is the shell of change sets that only this tool made: an interrupted plan left it.
    async fn is_our_review(&self, before: Option<&Description>) -> Result<bool> {
        if !before.is_some_and(|before| before.status.is_review()) {
            return Ok(false);
        }
        let names = self.change_sets().await?;
        Ok(!names.is_empty() && names.iter().all(|name| name.starts_with(PREFIX)))
    }

    /// The names of the change sets of the stack.
    async fn change_sets(&self) -> Result<Vec<String>> {
        let mut pages = Pages::of("ListChangeSets", &self.name);
        let (mut found, mut token) = (Vec::new(), None);
        loop {
            let send = self.client.list_change_sets().stack_name(&self.name).set_next_token(token).send();
            let reply = self.call("ListChangeSets", send).await?;
            let summaries = reply.summaries.unwrap_or_default();
            let is_empty = summaries.is_empty();
            found.extend(summaries.into_iter().filter_map(|summary| said(summary.change_set_name)));
            token = pages.next(reply.next_token, is_empty)?;
            if token.is_none() {
                return Ok(found);
            }
        }
    }

    /// Waits until a stack without resources is gone.
    async fn wait_until_gone(&self, id: &str) -> Result<()> {
        let mut retry = Retry::polling(TIMEOUT, POLL_INTERVAL);
        while let Some(found) = self.describe_by(id).await?.filter(|found| !found.status.is_deleted()) {
            if retry.is_over() {
                return Err(not_settled(format!("stack {}", self.name), found.status.to_string()));
            }
            retry.wait().await;
        }
        Ok(())
    }
}

fn not_settled(what: String, state: String) -> Error {
    Error::NotSettled { what, state, seconds: TIMEOUT.as_secs() }
}

/// Whether a change set failed because there is nothing to change. The API has no code for it.
/// Source: CloudFormation user guide, "View a change set", and the waiter of the AWS CLI (`cloudformation deploy`), which looks at the
/// same two texts.
fn says_no_change(why: &str) -> bool {
    why.contains("didn't contain changes") || why.contains("No updates are to be performed")
}
