//! Takes the items out of an answer before the SDK reads it. The SDK signs, sends and retries the request as without it, and reads
//! the rest of the answer: the key of the next page, the capacity, and every error.

use super::{LineFormat, Lines, split};
use crate::ddb::json::AttributeOrder;
use aws_sdk_dynamodb::operation::scan::Scan;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{BeforeSerializationInterceptorContextMut, Error, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SharedResponseDeserializer};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer};
use std::sync::{Arc, Mutex, PoisonError};

/// Makes lines of the items of one Scan.
#[derive(Debug, Clone)]
pub(in crate::ddb) struct LineReader {
    format: LineFormat,
    order: AttributeOrder<'static>,
    lines: Arc<Mutex<Lines>>,
}

impl LineReader {
    pub(in crate::ddb) fn new(format: LineFormat, order: AttributeOrder<'static>) -> Self {
        Self { format, order, lines: Arc::default() }
    }

    /// Returns the lines of the last answer. If the SDK had to read the items, it returns no lines.
    pub(in crate::ddb) fn take(&self) -> Lines {
        std::mem::take(&mut self.lines.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Intercept for LineReader {
    fn name(&self) -> &'static str {
        "LineReader"
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(sdk) = Scan::new().config() {
            let reader = Deserializer { sdk, reader: self.clone() };
            config.interceptor_state().store_put(SharedResponseDeserializer::new(reader));
        }
        Ok(())
    }
}

/// Reads an answer in the place of the SDK's deserializer, which reads what is left of it.
#[derive(Debug)]
struct Deserializer {
    /// Has the SDK's deserializer.
    sdk: FrozenLayer,
    reader: LineReader,
}

impl Deserializer {
    /// Returns the answer without its items, and their lines.
    fn split(&self, answer: &HttpResponse) -> Option<(Lines, HttpResponse)> {
        let body = answer.body().bytes().filter(|_| answer.status().is_success())?;
        let (lines, rest) = split(body, self.reader.format, self.reader.order)?;
        let mut without_items = HttpResponse::new(answer.status(), SdkBody::from(rest));
        *without_items.headers_mut() = answer.headers().clone();
        Some((lines, without_items))
    }
}

impl DeserializeResponse for Deserializer {
    fn deserialize_nonstreaming_with_config(
        &self,
        answer: &HttpResponse,
        config: &ConfigBag,
    ) -> Result<Output, OrchestratorError<Error>> {
        let missing = || OrchestratorError::other("the SDK has no deserializer of Scan");
        let sdk = self.sdk.load::<SharedResponseDeserializer>().ok_or_else(missing)?;
        let (lines, rest) = self.split(answer).unzip();
        // An answer without lines replaces those of an attempt before.
        *self.reader.lines.lock().unwrap_or_else(PoisonError::into_inner) = lines.unwrap_or_default();
        sdk.deserialize_nonstreaming_with_config(rest.as_ref().unwrap_or(answer), config)
    }
}
