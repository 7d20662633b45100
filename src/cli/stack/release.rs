//! The zip files of a deployment: what has to be done for them, and the work before and after the deployment itself.

use super::args::At;
use super::{execution, progress};
use crate::cli::context::Context;
use cruddur::stack::{Code, Description, Functions, Stack};
use std::collections::BTreeMap;

/// The functions of a deployment, and the bucket of their zip files.
pub struct Release {
    functions: Functions,
    code: Code,
}

impl Release {
    /// Looks for the bucket of a stack's functions. Only reads.
    pub async fn find(context: &Context, at: &At, functions: Functions) -> anyhow::Result<Self> {
        let code = Code::find(&at.location, at.stack.name(), context.ui.observer()).await?;
        Ok(Self { functions, code })
    }

    /// The parameters of the template.
    pub fn parameters(&self) -> BTreeMap<String, String> {
        self.functions.parameters(&self.code.bucket)
    }

    /// Says what has to be done before the deployment. Only reads.
    pub async fn announce(&self, context: &Context) -> anyhow::Result<()> {
        let Code { stack, bucket, exists, .. } = &self.code;
        if !exists {
            context.ui.status(&format!("to do: create stack {} with the bucket {bucket}", stack.name()));
        }
        for zip in self.code.missing(&self.functions).await? {
            context.ui.status(&format!("to do: upload {} as s3://{bucket}/{}", zip.path.display(), zip.key));
        }
        Ok(())
    }

    /// Creates the bucket if it does not exist, and uploads what it does not have.
    pub async fn prepare(&mut self, context: &Context, at: &At) -> anyhow::Result<()> {
        if !self.code.exists {
            self.create_bucket(context, at).await?;
            self.code.exists = true;
        }
        for zip in self.code.missing(&self.functions).await? {
            self.code.upload(zip).await?;
            context.ui.status(&format!("uploaded {}", zip.key));
        }
        Ok(())
    }

    async fn create_bucket(&self, context: &Context, at: &At) -> anyhow::Result<()> {
        let stack = Stack::open(&at.location, self.code.stack.name(), context.ui.observer()).await?;
        let at = At { stack, location: at.location.clone() };
        let change_set = execution::plan(context, &at, &self.code.wanted()).await?;
        let follow = execution::execute(context, &at, change_set).await?;
        progress::follow(context, at.stack.name(), follow).await?;
        Ok(())
    }

    /// Removes the zip files that nothing uses any more. A failure is only a warning: the stack is deployed.
    pub async fn remove_unused(&self, context: &Context, before: Option<&Description>) {
        match self.code.remove_unused(&self.functions, before).await {
            Ok(removed) => {
                for key in removed {
                    context.ui.status(&format!("removed {key}, which nothing uses"));
                }
            }
            Err(error) => context.ui.warn(&format!("old zip files were not removed: {error}")),
        }
    }
}
