//! One query, within the capacity limit of reads.

use super::Table;
use crate::error::Result;
use aws_sdk_dynamodb::operation::query::QueryOutput;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::ReturnConsumedCapacity;

impl Table {
    /// Sends a query to the table. A capacity limit limits its page too.
    ///
    /// # Errors
    /// The service errors of [`Error`](crate::Error).
    pub(crate) async fn query(&self, request: QueryFluentBuilder) -> Result<QueryOutput> {
        let page = request.get_limit().iter().copied().chain(self.read_limit.items(1)).min();
        let reserved = self.read_limit.reserve(page.and_then(|items| items.try_into().ok()).unwrap_or(0)).await;
        let wanted = request.get_return_consumed_capacity().clone();
        let wanted = wanted.or(self.read_limit.is_limited().then_some(ReturnConsumedCapacity::Total));
        let request = request.table_name(&self.table).set_limit(page).set_return_consumed_capacity(wanted);
        let reply = self.service.call("Query", &self.table, request.send()).await?;
        let consumed = reply.consumed_capacity.as_ref().and_then(|capacity| capacity.capacity_units);
        reserved.settle(reply.scanned_count.try_into().unwrap_or(0), consumed.unwrap_or_default());
        Ok(reply)
    }
}
