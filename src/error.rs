//! What can go wrong, as types: one variant a reader would act on differently.
//!
//! The text of a variant says what failed, on what and why. What to type next (the hint) and the exit code are the
//! command line's business, decided there by matching these variants and never by reading their text.

mod database;
mod shape;

pub(crate) use database::{Answer, is_scarcity};
pub use database::{LoginRefusal, OpenFile, Rule, TlsFileFault};
pub use shape::Shape;

use std::path::PathBuf;

/// The result of every function of this library.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The cause of a failure, kept whole for the chain that the command line prints.
pub type Cause = Box<dyn std::error::Error + Send + Sync + 'static>;

/// Every failure of the library.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A value that was typed cannot be what it should be (a date, an expression, a table name).
    #[error("{what}: {why}")]
    Invalid {
        /// The value and what it was for.
        what: String,
        /// What is wrong with it.
        why: String,
    },

    /// Seeds files are not of the documented form.
    #[error("{}", seed_faults(.faults, *.total))]
    Seeds {
        /// The first faults, in the order of files and lines: as many as are worth reading.
        faults: Vec<SeedFault>,
        /// How many faults there are.
        total: usize,
    },

    /// Lines of a file are not what they should be.
    #[error("{file}: {}{}", named_faults(.faults), and_more(*.more))]
    BadFile {
        /// The file as it was named.
        file: String,
        /// Lines, counted from 1, and what is wrong with each.
        faults: Vec<(u64, String)>,
        /// How many faults there are beside these.
        more: usize,
    },

    /// A file could not be read.
    #[error("cannot read {}", named(&path.to_string_lossy()))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },

    /// A file is as a whole nothing that is imported; nothing of it was read.
    #[error("{} is {shape}; imported are {}", named(file), Shape::IMPORTED)]
    UnknownShape {
        /// The file, or `-` for standard input.
        file: String,
        /// What it holds.
        shape: Shape,
    },

    /// The header of a CSV is not one that says what the columns are; nothing behind it was read.
    #[error("the header of {}: {why}", named(file))]
    BadHeader {
        /// The file.
        file: String,
        /// What is wrong with it.
        why: String,
    },

    /// An export or import by the service ended without being complete.
    #[error("{arn} is {status}: {why}")]
    TaskFailed {
        /// What it is found by.
        arn: String,
        /// How it ended, such as `FAILED`.
        status: String,
        /// What the service said.
        why: String,
    },

    /// A file is not the one that a checkpoint was written for.
    #[error("{path} changed since the checkpoint was written")]
    FileChanged {
        /// The file.
        path: PathBuf,
    },

    /// A file is there that would be written.
    #[error("{path} is there already")]
    FileExists {
        /// The file.
        path: PathBuf,
    },

    /// A file or directory that is not used, since it leads elsewhere or somebody else could have made or changed it.
    #[error("refused: {} {why}", .path.display())]
    UnsafeFile {
        /// The file or directory.
        path: PathBuf,
        /// What is wrong with it.
        why: Unsafe,
    },

    /// A path of a file that is to be written or resumed leads to a directory, a device, a socket or a pipe.
    #[error("refused: {} is not a regular file", .path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },

    /// Another process exports into the same file.
    #[error("another process exports into {path}")]
    ExportBusy {
        /// The file.
        path: PathBuf,
    },

    /// The table does not exist at the target.
    #[error("there is no table {table} ({at})")]
    NoTable {
        /// The table's name.
        table: String,
        /// Where it was looked for.
        at: String,
        /// The region on production, where it may be in another one.
        region: Option<String>,
    },

    /// The table has no index by conversation, or one that cannot be read yet.
    #[error("{}", no_index(.table, .index, .state.as_deref()))]
    NoIndex {
        /// The table.
        table: String,
        /// The index.
        index: String,
        /// The status of an index that exists and cannot be read, such as `CREATING`.
        state: Option<String>,
    },

    /// The table has other keys than the data model.
    #[error("table {table} has the keys {found}, and a table of messages has {wanted}")]
    OtherKeys {
        /// The table.
        table: String,
        /// Its keys with their types.
        found: String,
        /// Those of the data model.
        wanted: String,
    },

    /// Conversations of the seeds that belong to other users than the seeds name; nothing was written.
    #[error("{}; nothing was written", other_owners(.conversations))]
    OtherOwners {
        /// The conversations.
        conversations: Vec<OtherOwners>,
    },

    /// The users database has no `users` or `activities` table.
    #[error("the users database ({at}) has no schema yet{}", other_schemas(.elsewhere))]
    NoUsersSchema {
        /// The database, without its password.
        at: String,
        /// Schemas other than `public` that have a table `users`.
        elsewhere: Vec<String>,
    },

    /// The table `users` lacks columns that an operation needs.
    #[error("{doing} needs columns that the table users ({at}) lacks: {}", .columns.join(", "))]
    NoUsersColumn {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
        /// The columns.
        columns: Vec<String>,
    },

    /// The role of the connection may not do what an operation needs.
    #[error("{doing}: the role lacks a privilege in the users database ({at}){}", listed(.privileges))]
    NoPrivilege {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
        /// The privileges, such as `UPDATE on public.users (cognito_user_id)`; none where the catalogues do not show them.
        privileges: Vec<String>,
    },

    /// Transactions of the connection only read: a standby, or `default_transaction_read_only`.
    #[error("{doing}: the users database ({at}) is read-only")]
    UsersReadOnly {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
    },

    /// `users` is a view or another relation that takes no such write.
    #[error("{doing}: users in the database ({at}) is a view, or another relation, that cannot be written")]
    UsersNotWritable {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
    },

    /// Row-level security refuses a row, or hides those that would have to be seen first.
    #[error("{doing}: row-level security of users ({at}) applies to this role, and refuses or hides rows")]
    RowSecurity {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
    },

    /// The database took fewer rows than it was given, without an error; nothing was written.
    #[error("{doing}: the users database ({at}) took {done} of {wanted} rows, so nothing was written")]
    RowsSkipped {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
        /// How many rows there were to write.
        wanted: usize,
        /// How many the database took.
        done: u64,
    },

    /// A rule of the users database refused the data; nothing was written.
    #[error("{doing} in the users database ({at}): {rule}; nothing was written")]
    UsersRule {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
        /// The rule.
        rule: Rule,
    },

    /// No user has this handle.
    #[error("there is no user with the handle {handle} in the users database{}", near_matches(.near))]
    NoUser {
        /// The handle that was looked up.
        handle: String,
        /// Handles that look like it, best first.
        near: Vec<String>,
    },

    /// Seeds name handles that the users store does not have.
    #[error("the users database lacks {}, which the seeds name", .handles.join(", "))]
    NoSeedUsers {
        /// The missing handles.
        handles: Vec<String>,
    },

    /// There is no such conversation.
    #[error("there is no conversation {what}")]
    NoConversation {
        /// How it was asked for: a group id, or two handles.
        what: String,
    },

    /// The table has no stream.
    #[error("table {table} has no stream")]
    NoStream {
        /// The table.
        table: String,
    },

    /// The table has a stream that does not say what was written.
    #[error("the stream of table {table} holds {view}, and new images are wanted")]
    StreamWithoutImages {
        /// The table.
        table: String,
        /// What it holds, by the API's name.
        view: String,
    },

    /// A file could not be written.
    #[error("cannot write {path}")]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },

    /// No user has this id in the user pool.
    #[error("no user in the users database has the Cognito id {sub}")]
    NoSub {
        /// The `sub`.
        sub: String,
    },

    /// There is no conversation of this id to write to.
    #[error("there is no conversation {conversation_id} to write to")]
    UnknownGroup {
        /// The id.
        conversation_id: String,
    },

    /// Somebody who writes to a conversation that others have.
    #[error("{handle} is not in the conversation {conversation_id}")]
    NotInConversation {
        /// Who would write.
        handle: String,
        /// The conversation.
        conversation_id: String,
    },

    /// The newest message of a conversation is too far ahead of the clock to write after it.
    #[error(
        "the newest message of conversation {conversation_id} is from {at}, more than {hours} h ahead of the clock"
    )]
    MessageAhead {
        /// The conversation.
        conversation_id: String,
        /// The time of its newest message.
        at: String,
        /// How far ahead it may be, in hours.
        hours: i64,
    },

    /// The id of a message that is to be written belongs to another message.
    #[error("conversation {conversation_id} has another message with the id {uuid}")]
    MessageIdTaken {
        /// The id.
        uuid: String,
        /// The conversation.
        conversation_id: String,
    },

    /// A message whose write got no answer that says whether it was carried out.
    #[error("the message may have been written: the answer is not known")]
    MaybeWritten {
        /// Whether the same command completes it and writes nothing twice.
        can_repeat: bool,
        /// What came in place of an answer.
        source: Cause,
    },

    /// An export or import by the service whose start got no answer that says whether it was carried out.
    #[error("the {what} may have started: the answer is not known")]
    MaybeStarted {
        /// `export` or `import`.
        what: &'static str,
        /// The client token of the request.
        token: String,
        /// What came in place of an answer.
        source: Cause,
    },

    /// A conversation with oneself.
    #[error("{handle} cannot begin a conversation with {handle}")]
    ToOneself {
        /// Who would write.
        handle: String,
    },

    /// Several users share one handle, so it does not say who is meant.
    #[error("{} users have the handle {handle}: {}", .uuids.len(), .uuids.join(", "))]
    AmbiguousUser {
        /// The shared handle.
        handle: String,
        /// The `uuid` of each of them.
        uuids: Vec<String>,
    },

    /// A user whom the pool has confirmed would share somebody else's handle.
    #[error("the handle {handle} belongs to somebody else")]
    HandleTaken {
        /// The handle.
        handle: String,
    },

    /// `--prod` without the URL of the production database.
    #[error("PROD_CONNECTION_URL is not set, so there is no users database for --prod")]
    NoProdDatabase,

    /// `--prod` without the URL of the production database, and a variable of the local target that names an RDS host.
    #[error(
        "PROD_CONNECTION_URL is not set, so there is no users database for --prod; {variable} names an RDS host, and is for the local target"
    )]
    ProdDatabaseElsewhere {
        /// The variable.
        variable: &'static str,
    },

    /// `--prod`, or an endpoint of Cognito, without a user pool named.
    #[error("neither --user-pool-id nor COGNITO_USER_POOLS_ID names a user pool")]
    NoPool,

    /// The user pool does not exist.
    #[error("there is no user pool {id} ({at})")]
    NoSuchPool {
        /// Its id.
        id: String,
        /// Where it was looked for.
        at: String,
    },

    /// An app client id where a user pool id is wanted.
    #[error("{variable}={id} is the id of an app client, not of a user pool")]
    PoolIdIsClientId {
        /// The variable that holds it.
        variable: &'static str,
        /// The id.
        id: String,
    },

    /// A user pool id that is not `REGION_NAME`.
    #[error("{variable}={id} is not a user pool id, which looks like ca-central-1_AbCdEfGhI")]
    PoolIdMalformed {
        /// The variable that holds it.
        variable: &'static str,
        /// The id.
        id: String,
    },

    /// An endpoint or a connection URL that cannot be used. The URL itself is left out: it may hold a password.
    #[error("{origin} is not a usable URL: {why}")]
    BadUrl {
        /// The flag or variable that it came from.
        origin: &'static str,
        /// What is wrong with it.
        why: String,
    },

    /// A setting holds a value that is none of those it can have.
    #[error("{origin}={value} is not one of {allowed}")]
    BadSetting {
        /// The flag or variable.
        origin: &'static str,
        /// What it holds.
        value: String,
        /// What it may hold.
        allowed: &'static str,
    },

    /// A variable is set, and its value cannot be read.
    #[error("{variable} is set, and its value is not UTF-8")]
    NotUtf8 {
        /// The variable.
        variable: String,
    },

    /// The stores of one command would belong to two targets.
    #[error("refused: {what}")]
    TargetMix {
        /// What clashes with what, by name.
        what: String,
        /// Whether adding `--prod` would make it one target.
        wants_prod: bool,
    },

    /// This build has no engines inside.
    #[error("this cruddur was built without the embedded engines, and no {what} is configured")]
    NoEmbedded {
        /// What is wanted: `DynamoDB endpoint`, `users database`, `user pool`.
        what: &'static str,
    },

    /// An endpoint that credentials are sent to, or that issues them, is plain `http`.
    #[error(
        "refused: {origin} names {host} by plain http, where anyone on the way can read the requests and change the answers"
    )]
    InsecureEndpoint {
        /// The flag or variable that names it.
        origin: &'static str,
        /// Its host.
        host: String,
        /// Whether the target is production.
        prod: bool,
    },

    /// A value of AWS's configuration that cannot be right. The value is left out, since it may be a secret.
    #[error("{origin} {why}")]
    BadValue {
        /// The flag, the variable, or the setting of a profile.
        origin: String,
        /// What is wrong with it.
        why: &'static str,
    },

    /// The profile files of AWS cannot be parsed.
    #[error("the AWS profile files cannot be read")]
    ProfileFiles {
        /// What the SDK said.
        source: Cause,
    },

    /// Two variables name different profiles. The AWS CLI uses the second of them, and the SDKs the first.
    #[error("AWS_PROFILE and AWS_DEFAULT_PROFILE name different profiles")]
    ProfilesDiffer,

    /// An endpoint of Cognito that is not a host of AWS, on prod: the ids of an emulator's users do not belong into its database.
    #[error("refused: {origin} names {host}, which is not a host of AWS, but the target is prod")]
    PoolOutsideAws {
        /// The flag or variable that names it.
        origin: &'static str,
        /// Its host.
        host: String,
    },

    /// A profile that is named does not exist.
    #[error("no such profile {profile} ({origin})")]
    NoProfile {
        /// Its name.
        profile: String,
        /// What names it: a flag, a variable, or `source_profile` of another profile.
        origin: String,
    },

    /// A profile that has no credentials, or whose settings contradict each other.
    #[error("profile {profile} {why}")]
    BadProfile {
        /// Its name.
        profile: String,
        /// What is wrong with it.
        why: String,
    },

    /// A profile whose credentials only the AWS CLI can get, since it has to ask for something.
    #[error("profile {profile} has {why}")]
    InteractiveProfile {
        /// The profile that was selected. It is `profile`, or assumes a role with its credentials.
        selected: String,
        /// The profile with the setting.
        profile: String,
        /// The setting, and what it needs.
        why: &'static str,
    },

    /// The SSO token of a profile has expired, or does not exist.
    #[error("the SSO login of profile {profile} has expired, or does not exist")]
    SsoLogin {
        /// The profile that signs in.
        profile: String,
        /// What the SDK or the service said.
        source: Cause,
    },

    /// The `credential_process` of a profile failed.
    #[error("credential_process of profile {profile}: {why}")]
    CredentialProcess {
        /// The profile.
        profile: String,
        /// What failed, without anything that the program printed.
        why: String,
    },

    /// The file of certificate authorities cannot be used.
    #[error("{origin}: {why}")]
    CaBundle {
        /// `AWS_CA_BUNDLE`, or `ca_bundle` of a profile.
        origin: String,
        /// What is wrong with it.
        why: String,
    },

    /// No AWS credentials were found, or the service that issues them refused.
    #[error("no usable AWS credentials")]
    NoCredentials {
        /// What the source of credentials said.
        source: Cause,
    },

    /// No AWS region is configured.
    #[error("no AWS region is configured")]
    NoRegion,

    /// A service refused the AWS credentials, or they could not be renewed.
    #[error("no usable AWS credentials for {operation}")]
    Credentials {
        /// The operation that needed them.
        operation: &'static str,
        /// What the credential chain or the service said.
        source: Cause,
    },

    /// An AWS service (or its local stand-in) did not answer.
    #[error("{operation}: no answer ({at})")]
    Unreachable {
        /// The operation.
        operation: &'static str,
        /// The service.
        service: &'static str,
        /// Where it was sent.
        at: String,
        /// What the network said.
        source: Cause,
    },

    /// The answer of an AWS service (or its local stand-in) is longer than one may be. Whether a write was done is not known.
    #[error("{operation}: the answer is longer than {} MiB, the limit of an answer ({at})", .limit >> 20)]
    AnswerTooLong {
        /// The operation.
        operation: &'static str,
        /// Where it was sent.
        at: String,
        /// The limit, in bytes.
        limit: usize,
    },

    /// Something answers where a service should be, and not as that service would.
    #[error("{operation}: what answers is not {service}, or is out of order ({at}, HTTP status {status})")]
    NotTheService {
        /// The operation.
        operation: &'static str,
        /// The service.
        service: &'static str,
        /// Where it was sent.
        at: String,
        /// The HTTP status of the answer.
        status: u16,
    },

    /// An AWS service refused an operation.
    #[error("{operation} on {on}: {code}: {message}")]
    Service {
        /// The operation, by its API name.
        operation: &'static str,
        /// The table, pool or endpoint.
        on: String,
        /// The service's error code.
        code: String,
        /// The service's own words.
        message: String,
        /// The service's request id, where it gave one.
        request_id: Option<String>,
    },

    /// A transaction was cancelled; nothing of it was done.
    #[error("TransactWriteItems on {table}: cancelled: {}", .reasons.join(", "))]
    Cancelled {
        /// The table.
        table: String,
        /// The service's code for each action, `None` for one that was not why.
        reasons: Vec<String>,
    },

    /// The service was asked with an expression that it cannot read.
    #[error("{what}: {message}")]
    BadExpression {
        /// The flag that carried the expression.
        what: &'static str,
        /// The service's own words.
        message: String,
    },

    /// Deletion protection keeps the table.
    #[error("table {table} has deletion protection on, so it was not dropped")]
    DeletionProtected {
        /// The table.
        table: String,
    },

    /// A table or index did not settle in time.
    #[error("{what} was still {state} after {seconds} s")]
    NotSettled {
        /// The table or index.
        what: String,
        /// Its last status.
        state: String,
        /// How long it was waited for, in seconds.
        seconds: u64,
    },

    /// A table or index has a status that does not change by itself.
    #[error("{what} is {state}, which does not end by itself")]
    WillNotSettle {
        /// The table or index.
        what: String,
        /// The table's name.
        table: String,
        /// The status.
        state: String,
        /// The ARN of the backup that an archived table went into.
        backup: Option<String>,
    },

    /// An export or import by the service was still under way when it was no longer waited for. It goes on.
    #[error("{arn} was still {status} after {seconds} s")]
    TaskUnfinished {
        /// What it is found by.
        arn: String,
        /// Whether it is an import; else it is an export.
        is_import: bool,
        /// Its last status.
        status: String,
        /// How long it was waited for, in seconds.
        seconds: u64,
    },

    /// A service returns pages of a list that would never end.
    #[error("{operation} on {on}: the service sent {sent}, so its pages would not end")]
    EndlessPages {
        /// The operation.
        operation: &'static str,
        /// The table, stream, pool or endpoint.
        on: String,
        /// What shows it.
        sent: String,
    },

    /// There is more of something than a command holds in memory at once.
    #[error("{operation} on {on}: there are more {what} than the limit of {limit}")]
    TooMany {
        /// The operation.
        operation: &'static str,
        /// The pool or endpoint.
        on: String,
        /// What there is more of.
        what: &'static str,
        /// The limit.
        limit: String,
    },

    /// A table kept returning reads or writes without doing one.
    #[error("table {table} took no {operation} for {seconds} s")]
    NoProgress {
        /// The table.
        table: String,
        /// `read` or `write`.
        operation: &'static str,
        /// How long, in seconds.
        seconds: u64,
    },

    /// A seed ended before its end. What was written stays.
    #[error(
        "{done} of {total} writes to table {table} are known to be done; {} of {conversations} conversations are not known to be whole",
        .unfinished.len()
    )]
    Unwritten {
        /// The table.
        table: String,
        /// How many writes are done for certain; of others nothing may be known.
        done: usize,
        /// How many there were to do.
        total: usize,
        /// How many conversations there were to write.
        conversations: usize,
        /// Those that are not known to be whole, as they were asked for: a seeds file.
        unfinished: String,
        /// What stopped it.
        source: Cause,
    },

    /// A write to an empty production table needs its layout named.
    #[error("table {table} holds no rows that would show its layout")]
    LayoutUnknown {
        /// The table.
        table: String,
    },

    /// The users database could not be reached.
    #[error("cannot connect to the users database ({at})")]
    DatabaseUnreachable {
        /// The database, without its password.
        at: String,
        /// What the driver said.
        source: Cause,
    },

    /// The database's certificate is not signed by a root that is trusted.
    #[error("the certificate of the users database ({at}) is not signed by a trusted root")]
    TlsUntrusted {
        /// The database, without its password.
        at: String,
        /// What rustls said.
        source: Cause,
    },

    /// The database's certificate is signed by a trusted root, and not valid: expired, not valid yet, revoked.
    #[error("the certificate of the users database ({at}) is not valid")]
    TlsInvalid {
        /// The database, without its password.
        at: String,
        /// What rustls said.
        source: Cause,
    },

    /// The database's certificate is for another host.
    #[error("the certificate of the users database ({at}) is for another host")]
    TlsWrongHost {
        /// The database, without its password.
        at: String,
        /// What rustls said.
        source: Cause,
    },

    /// The database speaks no TLS, and the URL asks for it.
    #[error("the users database ({at}) does not offer TLS")]
    TlsNotOffered {
        /// The database, without its password.
        at: String,
    },

    /// The server has no such database.
    #[error("the server has no database {name} ({at})")]
    NoDatabase {
        /// The database, without its password.
        at: String,
        /// Its name.
        name: String,
        /// The server's own database `postgres`, from which another one is created: a URL without a password.
        server: String,
    },

    /// The server's `pg_hba.conf` has no line that lets this connection in.
    #[error(
        "the users database ({at}) does not let this user in from here{}",
        if *.is_encrypted { "" } else { " without TLS" }
    )]
    NotLetIn {
        /// The database, without its password.
        at: String,
        /// Whether the connection was encrypted.
        is_encrypted: bool,
    },

    /// The server of the users database has used up something.
    #[error("the users database ({at}) has no {what} left")]
    DatabaseExhausted {
        /// The database, without its password.
        at: String,
        /// What it has used up, such as `connections for this role` or `disk space`.
        what: &'static str,
    },

    /// A file that TLS to the users database needs cannot be used.
    #[error("{path} cannot be used for TLS: {why}")]
    TlsFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: TlsFileFault,
    },

    /// The users database asks who the user is in a way that is not answered.
    #[error("no login to the users database ({at}): {why}")]
    LoginRefused {
        /// The database, without its password.
        at: String,
        /// Why it is not answered.
        why: LoginRefusal,
    },

    /// The users database refused the login.
    #[error("the users database ({at}) refused the login")]
    DatabaseLogin {
        /// The database, without its password.
        at: String,
        /// What the driver said.
        source: Cause,
    },

    /// The connection to the users database ended in the middle of a statement; whether its last transaction was committed is
    /// not known.
    #[error("the connection to the users database ({at}) was lost while {doing}")]
    DatabaseLost {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
        /// What the driver said.
        source: Cause,
    },

    /// A statement failed in the users database; its transaction was rolled back.
    #[error("{doing} in the users database ({at})")]
    Database {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
        /// What the driver said.
        source: Cause,
    },

    /// The users database did not answer in time; whether its last transaction was committed is not known.
    #[error("{doing}: the users database did not answer within {seconds} s")]
    DatabaseHangs {
        /// What was being done.
        doing: &'static str,
        /// How long it was waited for, in seconds.
        seconds: u64,
    },

    /// Another process has the embedded store, and kept it for too long.
    #[error("the embedded store {} is in use by {holder}, and was not free after {seconds} s", .home.display())]
    EmbeddedBusy {
        /// The store's directory.
        home: PathBuf,
        /// The process that has it, as it named itself.
        holder: String,
        /// How long it was waited for, in seconds.
        seconds: u64,
    },

    /// The embedded store cannot be opened or used.
    #[error("the embedded store: {doing} {}", .path.display())]
    Embedded {
        /// What was being done.
        doing: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// What the engine or the operating system said.
        source: Cause,
    },

    /// A file of the embedded store is damaged. Nothing was written to it.
    #[error("the embedded store {} is damaged: {why}", .path.display())]
    EmbeddedDamaged {
        /// The file.
        path: PathBuf,
        /// What shows it.
        why: String,
    },

    /// A background task of the library ended without a result.
    #[error("a task of cruddur ended early")]
    Task(#[from] tokio::task::JoinError),
}

impl Error {
    /// The operation that failed, by its API name, where it was one of an AWS service.
    pub fn operation(&self) -> Option<&'static str> {
        match self {
            Self::Credentials { operation, .. }
            | Self::Unreachable { operation, .. }
            | Self::AnswerTooLong { operation, .. }
            | Self::NotTheService { operation, .. }
            | Self::EndlessPages { operation, .. }
            | Self::TooMany { operation, .. }
            | Self::Service { operation, .. } => Some(operation),
            Self::Cancelled { .. } => Some("TransactWriteItems"),
            _ => None,
        }
    }

    /// Whether the same command may succeed a little later, as it is.
    /// Source: DynamoDB developer guide, "Error messages and codes", the column "OK to retry?".
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Service { code, .. } => matches!(
                code.as_str(),
                "ProvisionedThroughputExceededException"
                    | "ThrottlingException"
                    | "TooManyRequestsException"
                    | "RequestLimitExceeded"
                    | "LimitExceededException"
                    | "InternalServerError"
                    | "InternalErrorException"
                    | "ServiceUnavailable"
                    | "ResourceInUseException"
            ),
            Self::NotTheService { status, .. } => *status >= 500,
            Self::Unreachable { .. }
            | Self::DatabaseUnreachable { .. }
            | Self::DatabaseExhausted { .. }
            | Self::DatabaseLost { .. }
            | Self::DatabaseHangs { .. }
            | Self::NotSettled { .. }
            | Self::TaskUnfinished { .. }
            | Self::NoProgress { .. }
            | Self::ExportBusy { .. }
            | Self::EmbeddedBusy { .. } => true,
            Self::NoIndex { state, .. } => state.is_some(),
            Self::MaybeWritten { can_repeat, .. } => *can_repeat,
            Self::Cancelled { reasons, .. } => !reasons.iter().any(|reason| reason == "ValidationError"),
            Self::Unwritten { source, .. } => source.downcast_ref::<Self>().is_some_and(Self::is_retryable),
            Self::Database { source, .. } => database::is_transient(source.as_ref()),
            _ => false,
        }
    }
}

/// What is wrong with a file or directory that is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsafe {
    /// It is a symbolic link.
    Link,
    /// It is a directory, a FIFO, a device or a socket, where a regular file belongs.
    NotAFile,
    /// It is no directory, where one belongs.
    NotADirectory,
    /// It belongs to the user of this id.
    OtherOwner(u32),
    /// Its group or everybody may write to it; its permission bits.
    WritableByOthers(u32),
    /// It has so many names, so that a write would change a file elsewhere.
    HardLinks(u64),
    /// It is a database with something in its schema that the embedded store does not make.
    Schema {
        /// SQLite's word for it: `trigger`, `view`, `table` or `index`.
        kind: String,
        /// Its name.
        name: String,
    },
}

impl std::fmt::Display for Unsafe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Link => f.write_str("is a symbolic link"),
            Self::NotAFile => f.write_str("is not a regular file"),
            Self::NotADirectory => f.write_str("is not a directory"),
            Self::OtherOwner(uid) => write!(f, "belongs to another user (uid {uid})"),
            Self::WritableByOthers(mode) => write!(f, "is writable by others (mode {mode:04o})"),
            Self::HardLinks(names) => write!(f, "has {names} names (hard links)"),
            Self::Schema { kind, name } => write!(f, "has a {kind} {name:?} that cruddur did not make"),
        }
    }
}

/// A conversation that belongs to users who are not those of its handles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherOwners {
    /// The conversation's id.
    pub conversation_id: String,
    /// The handle of each such user, as rows have it, and the `uuid`.
    pub users: Vec<(String, String)>,
}

/// A file, as people call it.
fn named(file: &str) -> &str {
    if file == "-" { "standard input" } else { file }
}

/// How many conversations an error names.
const NAMED: usize = 5;

fn other_owners(conversations: &[OtherOwners]) -> String {
    let named = conversations.iter().take(NAMED).map(|OtherOwners { conversation_id, users }| {
        let users: Vec<String> = users.iter().map(|(handle, uuid)| format!("{handle} ({uuid})")).collect();
        format!("conversation {conversation_id} belongs to other users than those of its handles: {}", users.join(", "))
    });
    let mut text = named.collect::<Vec<_>>().join("; ");
    if conversations.len() > NAMED {
        text.push_str(&format!("; and {} conversations more", conversations.len() - NAMED));
    }
    text
}

/// What is wrong at one place of a seeds file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeedFault {
    /// The file as it was named, `built-in` for the compiled-in seeds.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The field as a path, such as `conversations[0].messages[3].from`.
    pub field: String,
    /// What is wrong with it.
    pub why: String,
}

impl std::fmt::Display for SeedFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, line, field, why } = self;
        write!(f, "{file}, line {line}: {field}: {why}")
    }
}

/// One fault in full; of several their number.
fn seed_faults(faults: &[SeedFault], total: usize) -> String {
    match faults {
        [fault] if total == 1 => fault.to_string(),
        faults if faults.len() < total => {
            format!("{total} faults in the seeds, of which the first {} are", faults.len())
        }
        _ => format!("{total} faults in the seeds"),
    }
}

/// `line 2: why; line 5: why`.
fn named_faults(faults: &[(u64, String)]) -> String {
    faults.iter().map(|(line, why)| format!("line {line}: {why}")).collect::<Vec<_>>().join("; ")
}

/// `; and 5 more`, or nothing.
fn and_more(more: usize) -> String {
    if more == 0 { String::new() } else { format!("; and {more} more") }
}

/// That an index is missing, or cannot be read.
fn no_index(table: &str, index: &str, state: Option<&str>) -> String {
    match state {
        None => format!("table {table} has no index {index}"),
        Some(state) => format!("index {index} of table {table} is {state}"),
    }
}

/// `: a and b`, or nothing.
fn listed(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!(": {}", names.join(" and ")) }
}

/// Where else a table `users` is, or nothing.
fn other_schemas(schemas: &[String]) -> String {
    if schemas.is_empty() {
        return String::new();
    }
    let tables: Vec<String> = schemas.iter().map(|schema| format!("{schema}.users")).collect();
    format!(": there is no public.users, but {}", tables.join(", "))
}

/// `; near matches: a, b`, or nothing.
fn near_matches(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("; near matches: {}", near.join(", ")) }
}
