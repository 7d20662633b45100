//! Connection URLs: psql and the binary get the same text, and their outcomes are compared.

use crate::support::{Output, World};
use std::fmt::Write as _;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

/// The expected outcomes of psql and the binary.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Expect {
    /// Both connect to the same database in the same way, or both refuse.
    Same,
    /// The binary refuses what psql accepts, and its error contains this text.
    Less(&'static str),
    /// An option that an older psql does not know. If psql refuses it for that, the binary may connect.
    Newer,
}
use Expect::{Less, Newer, Same};

/// A text with placeholders, the environment variables, and the expected outcome.
struct Case(&'static str, &'static [(&'static str, &'static str)], Expect);

/// `{u}` is a user with the password `secret`. `{q}`, `{b}`, `{s}` and `{x}` are users whose passwords are written differently in
/// each grammar. `{p}` is the server's port, `{d}` its database, and `{root}` the root of its certificate. Each directory under
/// `{homes}` is a home directory.
const CASES: &[Case] = &[
    // The URI.
    Case("postgresql://{u}:secret@localhost:{p}/{d}", &[], Same),
    Case("postgres://{u}:secret@localhost:{p}/{d}", &[], Same),
    Case("postgresql://{u}:secret@127.0.0.1:{p}/{d}", &[], Same),
    Case("postgresql://{u}:guess@localhost:{p}/{d}", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?sslmode=disable", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?sslmode=require", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?sslmode=require&", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?&sslmode=require", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?ssl=true", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?ssl=false", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?sslmode=Require", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?sslmode=", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?sslmode", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?sslmode=a=b", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?ssl%6Dode=re%71uire", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?sslmode=disable&sslmode=require", &[], Same),
    Case("postgresql://{q}:p?w@localhost:{p}/{d}?sslmode=require", &[], Same),
    Case("postgresql://{q}:p%3Fw@localhost:{p}/{d}?sslmode=require", &[], Same),
    Case("postgresql://{b}:a%20%20b@localhost:{p}/{d}", &[], Same),
    Case("postgresql://{x}:p%40s%2Fs%3Aw%25d@localhost:{p}/{d}", &[], Same),
    Case("postgresql://{x}:p@s/s:w%25d@localhost:{p}/{d}", &[], Same),
    Case("postgresql://{x}:p%40s/s%3Aw%25d@localhost:{p}/{d}", &[], Same),
    Case("postgresql://{x}:p%zz@localhost:{p}/{d}", &[], Same),
    Case("postgresql://{x}:p%00@localhost:{p}/{d}", &[], Same),
    Case("postgresql://localhost:{p}/{d}?user={u}&password=secret", &[], Same),
    Case("postgresql:///{d}?host=localhost&port={p}&user={u}&password=secret", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}?dbname={d}", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/nowhere?dbname={d}", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/nowhere", &[], Same),
    Case("postgresql://{u}:secret@localhost:port/{d}", &[], Same),
    Case("postgresql://{u}:secret@localhost:0/{d}", &[], Same),
    Case("postgresql://{u}:secret@localhost:99999/{d}", &[], Same),
    Case("postgresql://{u}:secret@[127.0.0.1]:{p}/{d}", &[], Same),
    Case("postgresql://{u}:secret@[127.0.0.1/{d}", &[], Same),
    Case("postgresql://{u}:secret@[]:{p}/{d}", &[], Same),
    Case("postgresql://{u}:secret@[::1]x:{p}/{d}", &[], Same),
    Case("postgresql://{u}:secret@localhost:9,localhost:{p}/{d}", &[], Same),
    Case("postgresql://{u}:secret@localhost,localhost:{p}/{d}?connect_timeout=2", &[], Same),
    Case("postgresql://{u}:guess@localhost:{p},localhost:{p}/{d}", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?nonsense=1", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?schema=public", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?pgbouncer=true", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?sslmode=verify-full", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?sslmode=verify-full&sslrootcert={root}", &[], Same),
    Case("postgresql://{u}:secret@127.0.0.1:{p}/{d}?sslmode=verify-full&sslrootcert={root}", &[], Same),
    Case("postgresql://{u}:secret@127.0.0.1:{p}/{d}?sslmode=verify-ca&sslrootcert={root}", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?sslmode=verify-full&sslrootcert=/nowhere.pem", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?sslmode=verify-full&sslrootcert=/dev/null", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?sslrootcert=system&sslmode=require", &[], Less("verify-full")),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?application_name=a%20b&options=-c%20geqo%3Doff", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?client_encoding=auto&fallback_application_name=x", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?keepalives=1&keepalives_idle=30&keepalives_count=3", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?keepalives_idle=soon", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?gssencmode=prefer&krbsrvname=x", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?gssencmode=require", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?channel_binding=require", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?channel_binding=require&sslmode=disable", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?channel_binding=maybe", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?target_session_attrs=read-write", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?target_session_attrs=primary", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?target_session_attrs=prefer-standby", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?target_session_attrs=standby", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?target_session_attrs=read-only", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?target_session_attrs=master", &[], Same),
    Case(
        "postgresql://{u}:secret@localhost:{p}/{d}?ssl_min_protocol_version=TLSv1.3&sslsni=0&sslmode=require",
        &[],
        Same,
    ),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?ssl_max_protocol_version=TLSv1.2&sslmode=require", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?ssl_max_protocol_version=TLSv1.1&sslmode=require", &[], Same),
    Case(
        "postgresql://{u}:secret@localhost:{p}/{d}?ssl_min_protocol_version=TLSv1.3&ssl_max_protocol_version=TLSv1.2",
        &[],
        Same,
    ),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?requirepeer=postgres", &[], Less("requirepeer")),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?replication=database", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?sslcrldir=/nowhere", &[], Less("sslcrldir")),
    Case("postgresql://{u}:secret@nowhere.invalid:{p}/{d}?hostaddr=127.0.0.1", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?hostaddr=localhost", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?hostaddr=127.0.0.1,127.0.0.1", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?require_auth=scram-sha-256", &[], Newer),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?require_auth=md5", &[], Newer),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?load_balance_hosts=random", &[], Newer),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?sslnegotiation=postgres", &[], Newer),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?connect_timeout=soon", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}?connect_timeout=%205%20", &[], Same),
    // Texts that only look like a URI.
    Case("Postgresql://{u}:secret@localhost:{p}/{d}", &[], Same),
    Case("jdbc:postgresql://localhost:{p}/{d}?user={u}&password=secret", &[], Same),
    Case("postgresql+psycopg2://{u}:secret@localhost:{p}/{d}", &[], Same),
    Case("'postgresql://{u}:secret@localhost:{p}/{d}'", &[], Same),
    Case("\"postgresql://{u}:secret@localhost:{p}/{d}\"", &[], Same),
    Case(" postgresql://{u}:secret@localhost:{p}/{d}", &[], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}\n", &[], Same),
    Case("postgresql://{b}:a  b@localhost:{p}/{d}", &[], Less("percent-encode")),
    // Keywords and values.
    Case("host=localhost port={p} user={u} password=secret dbname={d}", &[], Same),
    Case("  host = localhost\tport = {p}\nuser = {u} password= secret dbname ={d} ", &[], Same),
    Case("host=localhost port={p} user={u} password=secret dbname={d} sslmode = require", &[], Same),
    Case("host=localhost port={p} user={u} password=secret dbname={d} sslmode = 'require'", &[], Same),
    Case("host=localhost port={p} user={u} password=secret dbname={d} sslmode='disable'", &[], Same),
    Case(
        "host=localhost port={p} user={u} password=secret dbname={d} sslmode='verify-full' sslrootcert='{root}'",
        &[],
        Same,
    ),
    Case("host=localhost port={p} user={b} password='a  b' dbname={d}", &[], Same),
    Case("host=localhost port={p} user={b} password=a\\ \\ b dbname={d}", &[], Same),
    Case("host=localhost port={p} user={s} password='it\\'s \\\\ here' dbname={d}", &[], Same),
    Case("host=localhost port={p} user={s} password=it\\'s\\ \\\\\\ here dbname={d}", &[], Same),
    Case("host=localhost port={p} user={x} password=p@s/s:w%d dbname={d}", &[], Same),
    Case("host='localhost'port='{p}'user='{u}'password='secret'dbname='{d}'", &[], Same),
    Case("host=localhost port={p} user={u} password='secret dbname={d}", &[], Same),
    Case("host=localhost port={p} user={u} password= dbname={d}", &[], Same),
    Case("host=localhost port={p} user={u} password=secret dbname={d} sslmode", &[], Same),
    Case("host=localhost port={p} user={u} password=secret dbname={d} sslmod=require", &[], Same),
    Case("host=localhost port={p} user={u} password=secret dbname={d} SSLMODE=require", &[], Same),
    Case("host=localhost port={p} user={u} password=secret dbname={d} requiressl=1", &[], Same),
    Case("host=localhost host=127.0.0.1 port={p} user={u} password=secret dbname={d} # sslmode=require", &[], Same),
    Case("host=localhost,localhost port=9,{p} user={u} password=secret dbname={d}", &[], Same),
    Case("host=localhost,localhost port=9,9,{p} user={u} password=secret dbname={d}", &[], Same),
    Case("hostaddr=127.0.0.1 port={p} user={u} password=secret dbname={d}", &[], Same),
    Case(
        "hostaddr=127.0.0.1 port={p} user={u} password=secret dbname={d} sslmode=verify-full sslrootcert={root}",
        &[],
        Same,
    ),
    // The environment.
    Case(
        "postgresql://localhost",
        &[("PGPORT", "{p}"), ("PGUSER", "{u}"), ("PGPASSWORD", "secret"), ("PGDATABASE", "{d}")],
        Same,
    ),
    Case(
        "postgresql://{u}:secret@localhost:{p}/{d}",
        &[("PGPORT", "9"), ("PGUSER", "x"), ("PGPASSWORD", "y"), ("PGDATABASE", "z")],
        Same,
    ),
    Case("user={u} password=secret", &[("PGHOST", "localhost"), ("PGPORT", "{p}"), ("PGDATABASE", "{d}")], Same),
    Case("postgresql://{u}:secret@nowhere.invalid:{p}/{d}", &[("PGHOSTADDR", "127.0.0.1")], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}", &[("PGSSLMODE", "require")], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}", &[("PGSSLMODE", "disable")], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}", &[("PGSSLMODE", "loud")], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}", &[("PGREQUIRESSL", "1")], Same),
    Case(
        "postgresql://{u}:secret@localhost:{p}/{d}",
        &[("PGCHANNELBINDING", "require"), ("PGSSLMODE", "disable")],
        Same,
    ),
    Case("postgresql://{u}:secret@localhost:{p}/{d}", &[("PGGSSENCMODE", "require")], Same),
    Case("postgresql://{u}:secret@localhost:{p}/{d}", &[("PGSSLMODE", "verify-full"), ("HOME", "{homes}/root")], Same),
    Case("postgresql://{u}:secret@127.0.0.1:{p}/{d}?sslmode=require", &[("HOME", "{homes}/root")], Same),
    Case("postgresql://{u}:secret@127.0.0.1:{p}/{d}?sslmode=require", &[("HOME", "{homes}/other-root")], Same),
    Case(
        "postgresql://{u}:secret@127.0.0.1:{p}/{d}?sslmode=prefer",
        &[("HOME", "{homes}/other-root")],
        Less("trusted root"),
    ),
    // Files.
    Case("postgresql://{u}@localhost:{p}/{d}", &[("HOME", "{homes}/pgpass")], Same),
    Case("postgresql://{x}@localhost:{p}/{d}", &[("HOME", "{homes}/pgpass")], Same),
    Case("postgresql://{q}@127.0.0.1:{p}/{d}", &[("HOME", "{homes}/pgpass")], Same),
    Case("postgresql://{b}@localhost:{p}/{d}", &[("HOME", "{homes}/pgpass")], Same),
    Case("postgresql://{u}@localhost:{p}/{d}", &[("HOME", "{homes}/open")], Same),
    Case("postgresql://{u}@localhost:{p}/{d}", &[("PGPASSFILE", "{homes}/pgpass/.pgpass")], Same),
    Case("postgresql://{u}@localhost:{p}/{d}?passfile={homes}/pgpass/.pgpass", &[("PGPASSFILE", "/nowhere")], Same),
    Case("postgresql://{u}@localhost:{p}/{d}", &[], Same),
    Case("service=cruddur", &[("HOME", "{homes}/service")], Same),
    Case("service=cruddur password=guess", &[("HOME", "{homes}/service")], Same),
    Case("postgresql://?service=cruddur", &[("PGSERVICEFILE", "{homes}/service/.pg_service.conf")], Same),
    Case("postgresql://localhost", &[("PGSERVICE", "cruddur"), ("HOME", "{homes}/service")], Same),
    Case("service=cruddur", &[("PGSYSCONFDIR", "{homes}/sysconf")], Same),
    Case("service=unknown", &[("HOME", "{homes}/service")], Same),
    Case("service=broken", &[("HOME", "{homes}/service")], Same),
    Case("service=nested", &[("HOME", "{homes}/service")], Same),
];

/// Replaces an outcome that contains a password.
const LEAK: &str = "(a password)";

/// Roles with the passwords of the cases, and home directories with files.
struct Setting {
    world: World,
    replacements: Vec<(&'static str, String)>,
    psql: String,
}

impl Setting {
    fn new() -> Self {
        let psql = std::env::var("CRUDDUR_TEST_PSQL").expect("CRUDDUR_TEST_PSQL is not set: run tests/run");
        let root = std::env::var("CRUDDUR_TEST_POSTGRES_ROOT").expect("tests/run sets it");
        let world = World::with_servers(&[crate::support::Server::Postgres]);
        let url = world.var("LOCAL_CONNECTION_URL").expect("a database");
        let (server, database) = url.rsplit_once('/').expect("a database in the URL");
        let port = server.rsplit_once(':').expect("a port in the URL").1.to_owned();
        let role = |suffix: &str| format!("{}_{suffix}", database.replace("cruddur_", "r"));
        let passwords = [("u", "secret"), ("q", "p?w"), ("b", "a  b"), ("s", "it's \\ here"), ("x", "p@s/s:w%d")];
        for (suffix, password) in passwords {
            let password = password.replace('\'', "''");
            world.sql(&format!("CREATE ROLE {} LOGIN PASSWORD '{password}'", role(suffix)));
        }
        let homes = world.dir().join("homes");
        let mut replacements = vec![
            ("{p}", port.clone()),
            ("{d}", database.to_owned()),
            ("{root}", root.clone()),
            ("{homes}", homes.display().to_string()),
        ];
        for (placeholder, suffix) in [("{u}", "u"), ("{q}", "q"), ("{b}", "b"), ("{s}", "s"), ("{x}", "x")] {
            replacements.push((placeholder, role(suffix)));
        }
        let setting = Self { world, replacements, psql };
        setting.write_homes(&homes, &root);
        setting
    }

    fn write_homes(&self, homes: &Path, root: &str) {
        let passes = "# comment:*:*:*:guess\nlocalhost:9:*:{u}:guess\nlocalhost:{p}:{d}:{u}:secret\n*:*:*:{u}:later\n\
                      localhost:*:*:{x}:p@s/s\\:w%d\n127.0.0.1:*:*:{q}:p?w:ignored\r\n";
        let service = "# services\n[other]\nhost=nowhere.invalid\n[cruddur]\nhost=localhost\nport={p}\nuser={u}\n\
                       password=secret\ndbname={d}\nsslmode=require\nsslmode=disable\n\n[broken]\nhost localhost\n\
                       [nested]\nservice=cruddur\n";
        let file = |path: &str, text: &str, mode: u32| {
            let path = homes.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, self.fill(text)).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        };
        file("pgpass/.pgpass", passes, 0o600);
        file("open/.pgpass", passes, 0o644);
        file("service/.pg_service.conf", service, 0o644);
        file("sysconf/pg_service.conf", service, 0o644);
        file("root/.postgresql/root.crt", &std::fs::read_to_string(root).unwrap(), 0o644);
        file("other-root/.postgresql/root.crt", include_str!("../../src/db/rds-roots.pem"), 0o644);
    }

    fn fill(&self, text: &str) -> String {
        self.replacements.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
    }

    fn command(&self, program: &str, case: &Case) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("HOME", "/nowhere").env("LC_ALL", "C").current_dir(self.world.dir());
        command.envs(case.1.iter().map(|(name, value)| (*name, self.fill(value))));
        command
    }

    /// Returns what psql is connected to, as whom and how, or its error.
    fn psql(&self, case: &Case) -> Result<String, String> {
        let query = "SELECT current_user || '@' || inet_server_port() || '/' || current_database() || ' ' \
                     || CASE WHEN ssl THEN 'TLS' ELSE 'clear' END FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        let mut command = self.command(&self.psql, case);
        let output = command.args(["-XAtqw", "-c", query, "-d", &self.fill(case.0)]).output().expect("psql runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
    }

    /// Returns the same for the binary, as `doctor` reports it.
    fn ours(&self, case: &Case) -> Result<String, String> {
        let mut command = self.command(env!("CARGO_BIN_EXE_cruddur"), case);
        command.args(["doctor", "--output", "json", "--database-url", &self.fill(case.0)]);
        let output = Output::new(&command.env("CRUDDUR_HOME", "home").output().expect("the binary runs"), &[]);
        let secrets = ["secret", "guess", "p?w", "a  b", "p@s", "w%d", "it's"];
        if secrets.iter().any(|secret| output.stdout.contains(secret) || output.stderr.contains(secret)) {
            return Err(LEAK.to_owned());
        }
        let rows = output.rows();
        let found =
            |check: &str| rows.iter().find(|row| row["check"] == check).map(|row| row["found"].as_str().unwrap());
        let Some(connection) = found("users connection") else {
            return Err(found("users database").unwrap_or_default().to_owned());
        };
        let at = found("users database").unwrap();
        let url = at.trim_start_matches("users postgresql://").split('?').next().unwrap();
        let (user, rest) = url.split_once('@').expect("a user");
        let user = user.trim_end_matches(":***");
        let (hosts, database) = rest.split_once('/').expect("a database");
        let port = hosts.rsplit_once(':').map_or("?", |(_, port)| port);
        let tls = if connection.starts_with("over TLS") { "TLS" } else { "clear" };
        Ok(format!("{user}@{port}/{database} {tls}"))
    }
}

/// Says what is wrong with a pair of outcomes, if anything.
fn verdict(expect: Expect, psql: &Result<String, String>, ours: &Result<String, String>) -> Option<&'static str> {
    let is_unknown =
        |error: &String| error.contains("invalid connection option") || error.contains("invalid URI query");
    match (psql, ours, expect) {
        (_, Err(ours), _) if ours == LEAK => Some("shows a password"),
        (Ok(psql), Ok(ours), Same | Newer) if psql == ours => None,
        (Ok(_), Ok(_), _) => Some("connected to something else, or otherwise"),
        (Err(_), Err(_), Same) => None,
        (Ok(_), Err(ours), Less(why)) if ours.contains(why) => None,
        (Ok(_), Err(_), _) => Some("refused what psql takes"),
        (Err(psql), _, Newer) if is_unknown(psql) => None,
        (Err(_), Ok(_), _) => Some("connected where psql refuses"),
        (Err(_), Err(_), _) => Some("not as expected"),
    }
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn the_same_text_means_what_it_means_to_psql() {
    let setting = Setting::new();
    let (mut table, mut wrong) = (String::new(), 0);
    for (at, case) in CASES.iter().enumerate() {
        let (psql, ours) = (setting.psql(case), setting.ours(case));
        let fault = verdict(case.2, &psql, &ours);
        wrong += usize::from(fault.is_some());
        let shown = |outcome: &Result<String, String>| match outcome {
            Ok(connected) => connected.clone(),
            Err(error) => format!("refused: {}", error.lines().next().unwrap_or_default()),
        };
        let mark = fault.map_or(String::new(), |fault| format!("\n     WRONG: {fault}"));
        let (text, psql, ours) = (case.0.escape_debug(), shown(&psql), shown(&ours));
        writeln!(table, "{:3}. {text} {:?}\n     psql {psql}\n     ours {ours}{mark}", at + 1, case.1).unwrap();
    }
    println!("{table}");
    assert_eq!(wrong, 0, "{wrong} of {} differ", CASES.len());
}

/// A server for one connection. It answers the request for TLS with no, and the next message with `answer`. Its thread returns
/// everything that the client sent except the request for TLS.
fn server_without_tls(answer: &[u8]) -> (u16, std::thread::JoinHandle<Vec<u8>>) {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let answer = answer.to_vec();
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.set_read_timeout(Some(std::time::Duration::from_secs(5))).unwrap();
        let mut first = [0; 8];
        stream.read_exact(&mut first).unwrap();
        let mut received = Vec::new();
        if first[4..] == 80_877_103_u32.to_be_bytes() {
            stream.write_all(b"N").unwrap();
        } else {
            received.extend(first);
        }
        let mut chunk = [0; 1024];
        let read = stream.read(&mut chunk).unwrap_or(0);
        received.extend(&chunk[..read]);
        if read > 0 && stream.write_all(&answer).is_ok() {
            stream.read_to_end(&mut received).ok();
        }
        received
    });
    (port, thread)
}

#[test]
fn a_url_that_requires_tls_sends_nothing_without_it() {
    for text in [
        "host=localhost port={p} user=u password=secret sslmode = require",
        "host=localhost port={p} user=u password=secret sslmode ='require'",
        "host=localhost port={p} user=u password=secret sslmode=\\require",
        "host=localhost port={p} user=u password=secret requiressl=1",
        "postgresql://u:se?cret@localhost:{p}/d?sslmode=require",
        "postgresql://u:secret@localhost:{p}?sslmode=prefer&sslmode=require",
        "postgresql://u:secret@localhost:{p}/d?ssl%6dode=require",
        "postgresql://u:secret@localhost:{p}/d?ssl=true",
        "postgresql://u:secret@localhost:{p}/d?sslmode=verify-ca",
    ] {
        let (port, server) = server_without_tls(b"");
        let text = text.replace("{p}", &port.to_string());
        let output = World::bare().run(["db", "seed", "--database-url", &text]);
        assert!(output.stderr.contains("does not offer TLS"), "{text}: {output}");
        assert_eq!(output.status, 4, "{text}: {output}");
        assert_eq!(server.join().unwrap(), b"", "{text}");
    }
}

#[test]
fn a_password_in_clear_text_needs_tls() {
    for (mode, answer) in [
        ("disable", &b"R\0\0\0\x08\0\0\0\x03"[..]),
        ("prefer", b"R\0\0\0\x08\0\0\0\x03"),
        // A notice comes first.
        ("prefer", b"N\0\0\0\x05\0R\0\0\0\x08\0\0\0\x03"),
    ] {
        let (port, server) = server_without_tls(answer);
        let url = format!("postgresql://u:secret@localhost:{port}/d?sslmode={mode}");
        let output = World::bare().run(["db", "seed", "--database-url", &url]);
        assert!(output.stderr.contains("requests the password in clear text"), "{output}");
        assert_eq!(output.status, 4, "{output}");
        let sent = String::from_utf8_lossy(&server.join().unwrap()).into_owned();
        assert!(sent.contains("user\0u\0") && !sent.contains("secret"), "{sent:?}");
    }
}

#[test]
fn a_login_without_a_password_is_told_from_a_wrong_one() {
    let world = World::bare();
    world.write("pgpass", "*:*:*:*:secret\n");
    std::fs::set_permissions(world.dir().join("pgpass"), std::fs::Permissions::from_mode(0o644)).unwrap();
    let world = world.with("PGPASSFILE", "pgpass");
    for (parameters, answer, why) in [
        ("", &b"R\0\0\0\x0c\0\0\0\x05salt"[..], "none is configured (pgpass is not read: its mode 0644"),
        ("&password=secret&require_auth=scram-sha-256", b"R\0\0\0\x0c\0\0\0\x05salt", "the method md5"),
        ("&password=secret&channel_binding=require", b"R\0\0\0\x0c\0\0\0\x05salt", "channel_binding=require"),
        ("&password=secret", b"R\0\0\0\x08\0\0\0\x07", "the method gss"),
    ] {
        let (port, server) = server_without_tls(answer);
        let url = format!("postgresql://u@localhost:{port}/d?sslmode=disable{parameters}");
        let output = world.run(["db", "seed", "--database-url", &url]);
        assert!(output.stderr.contains(why), "{output}");
        assert_eq!(output.status, 4, "{output}");
        server.join().unwrap();
    }
}

/// The error of a server that refuses the login, with this code and this routine. Its message is in another language.
fn error_response(code: &str, routine: &str) -> Vec<u8> {
    let fields = format!("SFATAL\0VFATAL\0C{code}\0Mder Server will nicht\0R{routine}\0\0");
    [&b"E"[..], &u32::try_from(fields.len() + 4).unwrap().to_be_bytes(), fields.as_bytes()].concat()
}

#[test]
fn a_server_that_lets_nobody_in_is_told_from_a_wrong_password() {
    for (code, routine, status, what, hint) in [
        (
            "28000",
            "ClientAuthentication",
            4,
            "does not let this user in from here without TLS",
            "hint: add sslmode=require to the URL",
        ),
        ("28000", "InitializeSessionUserId", 4, "refused the login", "check the user and the password"),
        ("3D000", "InitPostgres", 3, "the server has no database d", "cruddur setup"),
        ("53300", "InitializeSessionUserId", 1, "has no connections for this role left", "raise the limit"),
        ("53300", "CheckMyDatabase", 1, "has no connections for this database left", "raise the limit"),
        ("53300", "InitProcess", 1, "has no connections left", "raise the limit"),
        ("53100", "mdextend", 1, "has no disk space left", "free disk space"),
    ] {
        let (port, server) = server_without_tls(&error_response(code, routine));
        let url = format!("postgresql://u:secret@localhost:{port}/d?sslmode=disable");
        let output = World::bare().run(["db", "seed", "--database-url", &url]);
        assert_eq!(output.status, status, "{output}");
        assert!(output.stderr.contains(what) && output.stderr.contains(hint), "{output}");
        server.join().unwrap();
    }
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_role_without_a_connection_left_is_named() {
    let world = World::with_servers(&[crate::support::Server::Postgres]);
    let url = world.var("LOCAL_CONNECTION_URL").unwrap();
    let role = format!("l{}", uuid::Uuid::new_v4().simple());
    world.sql(&format!("CREATE ROLE {role} LOGIN PASSWORD 'secret' CONNECTION LIMIT 0"));
    let server = url.split_once('@').unwrap().1;
    let output = world.run(["db", "seed", "--database-url", &format!("postgresql://{role}:secret@{server}")]);
    assert!(output.stderr.contains("has no connections for this role left"), "{output}");
    assert_eq!(output.status, 1, "{output}");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn setup_creates_a_missing_database_and_prod_is_told_how() {
    let world = World::with_servers(&[crate::support::Server::Postgres]);
    let url = world.var("LOCAL_CONNECTION_URL").unwrap();
    let name = format!("it's %22{}%22", uuid::Uuid::new_v4().simple()).replace(' ', "%20");
    let url = format!("{}/{name}", url.rsplit_once('/').unwrap().0);
    let plain = name.replace("%22", "\"").replace("%20", " ");
    let world = world.with("LOCAL_CONNECTION_URL", &url);
    let missing = world.run(["db", "seed"]);
    assert_eq!(missing.status, 3, "{missing}");
    assert!(missing.stderr.contains(&format!("has no database {plain}")), "{missing}");
    assert!(missing.stderr.contains("hint: cruddur setup creates it"), "{missing}");
    let planned = world.run(["setup", "--dry-run"]).ok();
    assert!(planned.stderr.contains(&format!("database: would create {plain}")), "{planned}");
    assert_eq!(world.run(["db", "seed"]).status, 3);
    let on_prod = world.run(["db", "seed", "--prod", "--yes", "--database-url", &format!("{url}?sslmode=disable")]);
    assert_eq!(on_prod.status, 3, "{on_prod}");
    assert!(on_prod.stderr.contains("hint: cruddur db create --prod --database-url "), "{on_prod}");
    let created = world.run(["setup"]).ok();
    assert!(created.stderr.contains(&format!("database: created {plain}")), "{created}");
    let again = world.run(["setup"]).ok();
    assert!(!again.stderr.contains("database: "), "{again}");
}

#[test]
fn a_weak_connection_to_prod_is_said_loudly() {
    let (port, server) = server_without_tls(b"");
    drop(server);
    let service = format!("[cruddur]\nhost=localhost\nport={port}\nsslmode=prefer\n");
    let run = |world: &World, parameters: &str| {
        let url = format!("postgresql://u:secret@127.0.0.1:9/d{parameters}");
        world.run(["db", "seed", "--prod", "--quiet", "--database-url", &url])
    };
    let world = World::bare();
    for (world, parameters, weak) in [
        (&world, "?sslmode=require", "sslmode=require (--database-url)"),
        (&World::bare().with("PGSSLMODE", "allow"), "", "sslmode=allow (PGSSLMODE)"),
        (&World::bare().with("PGSERVICEFILE", "services"), "?service=cruddur", "sslmode=prefer (service cruddur)"),
    ] {
        world.write("services", &service);
        let output = run(world, parameters);
        let warning = format!("warning: the users database is not verified in full: {weak}");
        assert!(output.stderr.contains(&warning), "{output}");
        let url = format!("postgresql://u:s@127.0.0.1:9/d{parameters}");
        let doctor = world.run(["doctor", "--prod", "--output", "json", "--database-url", &url]);
        assert!(doctor.stdout.contains(weak), "{doctor}");
    }
    assert!(!run(&world, "").stderr.contains("warning"));
    assert!(!run(&world, "?sslmode=verify-full").stderr.contains("warning"));
    let local = world.run(["db", "seed", "--database-url", "postgresql://u:secret@127.0.0.1:9/d?sslmode=require"]);
    assert!(!local.stderr.contains("warning"), "{local}");
}

#[test]
fn prod_names_the_variable_that_has_its_database() {
    let rds = "postgresql://root:secret@cruddur.abc.ca-central-1.rds.amazonaws.com:5432/cruddur";
    let output = World::bare().with("CONNECTION_URL", rds).run(["db", "seed", "--prod"]);
    assert_eq!(output.status, 4, "{output}");
    assert!(output.stderr.contains("CONNECTION_URL names an RDS host, and is for the local target"), "{output}");
    assert!(output.stderr.contains("hint: export PROD_CONNECTION_URL=\"$CONNECTION_URL\""), "{output}");
    assert!(!output.stderr.contains("secret"), "{output}");
}

#[test]
fn a_variable_of_libpq_names_the_host_of_a_mix() {
    let world = World::bare().with("PGHOST", "cruddur.abc.ca-central-1.rds.amazonaws.com");
    let output = world.run(["db", "seed", "--database-url", "user=u dbname=d"]);
    assert_eq!(output.status, 5, "{output}");
    assert!(output.stderr.contains("PGHOST names the RDS host"), "{output}");
    // Without a connection string, PGHOST is not used.
    world.run(["db", "schema-load"]).ok();
}

#[test]
fn the_files_of_tls_are_named() {
    let world = World::bare();
    let (port, server) = server_without_tls(b"");
    drop(server);
    let root = include_str!("../../src/db/rds-roots.pem");
    world.write("empty.pem", "\n");
    world.write("broken.pem", "-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----\n");
    world.write("client.pem", root);
    world.write("client.key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    std::fs::set_permissions(world.dir().join("client.key"), std::fs::Permissions::from_mode(0o644)).unwrap();
    for (parameters, status, why) in [
        ("sslrootcert=empty.pem", 4, "empty.pem cannot be used for TLS: it has no certificate in PEM form"),
        ("sslrootcert=broken.pem", 4, "broken.pem cannot be used for TLS"),
        ("sslrootcert=/dev/zero", 4, "/dev/zero cannot be used for TLS"),
        ("sslrootcert=nowhere.pem", 2, "cannot read nowhere.pem"),
        ("sslrootcert=client.pem&sslcrl=empty.pem", 4, "no list of revoked certificates"),
        ("sslcert=client.pem&sslkey=client.key", 4, "client.key cannot be used for TLS: others may read"),
        ("sslcert=client.pem&sslkey=nowhere.key", 2, "cannot read nowhere.key"),
    ] {
        let url = format!("postgresql://u:secret@localhost:{port}/d?sslmode=verify-full&{parameters}");
        let output = world.run(["db", "seed", "--database-url", &url]);
        assert!(output.stderr.contains(why), "{parameters}: {output}");
        assert_eq!(output.status, status, "{parameters}: {output}");
    }
}

#[test]
fn a_variable_that_is_not_utf8_does_not_count_as_unset() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let bytes = OsStr::from_bytes(b"postgresql://u:s\xffcret@h/d");
    for variable in
        ["LOCAL_CONNECTION_URL", "CONNECTION_URL", "AWS_ENDPOINT_URL", "PGHOST", "CRUDDUR_HOME", "CRUDDUR_TABLE"]
    {
        let world = World::bare();
        let output = world.command(["db", "schema-load"]).env(variable, bytes).output().unwrap();
        let output = Output::new(&output, &[]);
        assert_eq!(output.status, 4, "{output}");
        assert!(output.stderr.contains(&format!("error: {variable} is set, and its value is not UTF-8")), "{output}");
        assert!(!world.dir().join(".cruddur").exists(), "{variable}");
    }
    // A variable that no command reads may have any value.
    let other = World::bare().command(["db", "schema-load"]).env("OTHER", bytes).output().unwrap();
    assert_eq!(other.status.code(), Some(0));
}

#[test]
fn an_argument_that_is_not_utf8_is_a_usage_error() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let bytes = OsStr::from_bytes(b"\xff\xfe");
    for args in [&["ddb", "scan"][..], &["ddb", "scan", "--table"], &["--error-format", "json", "ddb"], &[]] {
        let output = World::bare().command(args).arg(bytes).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {output:?}");
        assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"), "{output:?}");
    }
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn commands_at_once_share_the_connections_of_pgbouncer() {
    let pool = std::env::var("CRUDDUR_TEST_PGBOUNCER").expect("CRUDDUR_TEST_PGBOUNCER is not set: run tests/run");
    let world = World::with_servers(&[crate::support::Server::Postgres]);
    let name = world.var("LOCAL_CONNECTION_URL").unwrap().rsplit_once('/').unwrap().1.to_owned();
    let world = &world.with("LOCAL_CONNECTION_URL", &format!("{pool}/{name}"));
    world
        .write("ids.jsonl", "{\"handle\":\"londo\",\"sub\":\"11111111-0000-0000-0000-000000000001\",\"email\":null}\n");
    world.run(["db", "schema-load"]).ok();
    for _ in 0..5 {
        std::thread::scope(|scope| {
            for command in
                ["db seed", "db schema-load", "db update-cognito-user-ids --from ids.jsonl", "db seed --dry-run"]
            {
                scope.spawn(move || world.run_line(command).ok());
            }
        });
    }
    assert_eq!(world.count("SELECT count(*) FROM users"), 3);
}

#[test]
fn a_host_without_an_address_is_told_from_one_that_does_not_answer() {
    let output = World::bare().run(["db", "seed", "--database-url", "postgresql://u:secret@nowhere.invalid/d"]);
    assert!(output.stderr.contains("caused by: the host name has no address"), "{output}");
    let output = World::bare().run(["db", "seed", "--database-url", "postgresql://u:secret@127.0.0.1:9/d"]);
    assert!(output.stderr.contains("caused by: Connection refused"), "{output}");
}
