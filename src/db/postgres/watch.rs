//! Watches the messages of a server, and ends the connection before the driver answers one that must not be answered.
//! Source: PostgreSQL, "Frontend/Backend Protocol".

use crate::error::{LoginRefusal, OpenFile};
use crate::target::connection_url::AuthOptions;
use postgres::config::ChannelBinding;

/// The maximum length of a server's message before the login, in bytes. libpq allows 30,000 for an error and less for other messages.
const MAX_LOGIN_MESSAGE: usize = 64 << 10;

/// The maximum length of a server's message after the login, in bytes. The driver allows 2 GB.
const MAX_MESSAGE: usize = 16 << 20;

/// The maximum size of the answer to a statement, in bytes. The driver keeps every row in memory.
const MAX_ANSWER: usize = 64 << 20;

/// The size that each message of an answer counts for in addition to its length, in bytes.
const MESSAGE_OVERHEAD: usize = 192;

/// Why this tool ends a connection.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    #[error("the server does not offer TLS")]
    NotOffered,
    #[error("the server does not use the PostgreSQL protocol")]
    NotPostgres,
    #[error("a message of the server is longer than {0} bytes")]
    TooLong(usize),
    #[error("the server answers a statement with more than {} MiB of rows", MAX_ANSWER >> 20)]
    TooMuch,
    #[error(transparent)]
    Login(LoginRefusal),
}

/// The requests for authentication that are answered.
#[derive(Debug, Clone)]
pub(super) struct Policy {
    pub(super) auth: AuthOptions,
    pub(super) has_password: bool,
    /// A password file that is not read.
    pub(super) open_file: Option<OpenFile>,
}

/// Parses the messages of a server. A message has a byte for its kind, four bytes for its length, which includes them, and a body.
pub(super) struct Watch {
    policy: Policy,
    is_encrypted: bool,
    is_logged_in: bool,
    /// Whether the server has requested authentication.
    is_asked: bool,
    /// Whether the authentication uses channel binding.
    is_bound: bool,
    /// The header of the message that is being received, and its body if it is about authentication.
    message: Vec<u8>,
    /// The number of bytes of the body that have not been received.
    left: usize,
    /// The size of the answer to the current statement so far.
    answer: usize,
}

/// The length of the kind and the length of a message.
const HEADER: usize = 5;

impl Watch {
    pub(super) fn new(policy: Policy, is_encrypted: bool) -> Self {
        Self {
            policy,
            is_encrypted,
            is_logged_in: false,
            is_asked: false,
            is_bound: false,
            message: Vec::new(),
            left: 0,
            answer: 0,
        }
    }

    /// Inspects the bytes that were received.
    ///
    /// # Errors
    /// [`Refusal`] if the driver must not get them.
    pub(super) fn inspect(&mut self, mut bytes: &[u8]) -> Result<(), Refusal> {
        while !bytes.is_empty() {
            if self.message.len() < HEADER {
                let (header, rest) = bytes.split_at(bytes.len().min(HEADER - self.message.len()));
                self.message.extend(header);
                bytes = rest;
                if self.message.len() < HEADER {
                    return Ok(());
                }
                self.left = self.body_length()?;
                self.count()?;
            }
            let (body, rest) = bytes.split_at(bytes.len().min(self.left));
            bytes = rest;
            self.left -= body.len();
            if self.is_about_login() {
                self.message.extend(body);
            }
            if self.left == 0 {
                self.check()?;
                self.message.clear();
            }
        }
        Ok(())
    }

    /// Adds a message, whose header is complete, to the size of the answer. ReadyForQuery ends an answer.
    fn count(&mut self) -> Result<(), Refusal> {
        self.answer = if self.message.first() == Some(&b'Z') { 0 } else { self.answer + self.left + MESSAGE_OVERHEAD };
        if self.answer > MAX_ANSWER { Err(Refusal::TooMuch) } else { Ok(()) }
    }

    /// Returns the length of the body of a message, whose header is complete.
    fn body_length(&self) -> Result<usize, Refusal> {
        let length = self.message[1..HEADER].iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
        let longest = if self.is_logged_in { MAX_MESSAGE } else { MAX_LOGIN_MESSAGE };
        if length > longest {
            return Err(Refusal::TooLong(longest));
        }
        length.checked_sub(4).ok_or(Refusal::NotPostgres)
    }

    /// Returns whether a message is about authentication.
    fn is_about_login(&self) -> bool {
        !self.is_logged_in && self.message.first() == Some(&b'R')
    }

    /// Checks a complete message.
    fn check(&mut self) -> Result<(), Refusal> {
        if !self.is_about_login() {
            return Ok(());
        }
        let body = &self.message[HEADER..];
        let code = body.first_chunk().map(|code| u32::from_be_bytes(*code)).ok_or(Refusal::NotPostgres)?;
        let refused = match code {
            0 => {
                self.is_logged_in = true;
                self.logged_in()
            }
            // The server continues the authentication that was checked before.
            8 | 11 | 12 => Ok(()),
            3 if !self.is_encrypted => Err(LoginRefusal::ClearText),
            3 => self.asked("password", false),
            5 => self.asked("md5", false),
            10 => {
                let has_plus = body[4..].split(|byte| *byte == 0).any(|name| name == b"SCRAM-SHA-256-PLUS");
                self.asked("scram-sha-256", has_plus && self.is_encrypted)
            }
            7 => Err(LoginRefusal::Unsupported("gss")),
            9 => Err(LoginRefusal::Unsupported("sspi")),
            _ => return Err(Refusal::NotPostgres),
        };
        refused.map_err(Refusal::Login)
    }

    /// Checks a request for authentication by a method.
    fn asked(&mut self, method: &'static str, is_bound: bool) -> Result<(), LoginRefusal> {
        self.is_asked = true;
        self.is_bound = is_bound;
        self.allow(method)?;
        if !self.policy.has_password {
            return Err(LoginRefusal::NoPassword(self.policy.open_file.clone()));
        }
        self.check_binding()
    }

    /// Checks that a login was allowed to end without authentication.
    fn logged_in(&self) -> Result<(), LoginRefusal> {
        if self.is_asked {
            return Ok(());
        }
        self.allow("none")?;
        self.check_binding()
    }

    /// Refuses a method that `require_auth` does not allow.
    fn allow(&self, method: &'static str) -> Result<(), LoginRefusal> {
        match &self.policy.auth.methods {
            Some(methods) if !methods.contains(&method) => Err(LoginRefusal::Method(method)),
            _ => Ok(()),
        }
    }

    /// Refuses a login without channel binding if `channel_binding` requires it.
    fn check_binding(&self) -> Result<(), LoginRefusal> {
        let is_wanted = self.policy.auth.binding == ChannelBinding::Require;
        if is_wanted && !self.is_bound { Err(LoginRefusal::ChannelBinding) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watch(is_encrypted: bool, methods: Option<Vec<&'static str>>, binding: ChannelBinding) -> Watch {
        let policy = Policy { auth: AuthOptions { methods, binding }, has_password: true, open_file: None };
        Watch::new(policy, is_encrypted)
    }

    fn message(kind: u8, body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len() + 4).unwrap().to_be_bytes();
        [&[kind][..], &length, body].concat()
    }

    /// Returns what a watch says of bytes, which it gets at once and one by one.
    fn outcome(new: impl Fn() -> Watch, bytes: &[u8]) -> Result<(), String> {
        let whole = new().inspect(bytes).map_err(|error| error.to_string());
        let mut watch = new();
        let single = bytes.iter().try_for_each(|byte| watch.inspect(&[*byte])).map_err(|error| error.to_string());
        assert_eq!(whole, single);
        whole
    }

    #[test]
    fn what_must_not_be_answered_does_not_arrive() {
        let any = || watch(false, None, ChannelBinding::Prefer);
        let (clear, md5, ok) = (message(b'R', &[0, 0, 0, 3]), message(b'R', b"\0\0\0\x05salt"), message(b'R', &[0; 4]));
        let scram = message(b'R', b"\0\0\0\x0aSCRAM-SHA-256-PLUS\0SCRAM-SHA-256\0\0");
        assert!(outcome(any, &clear).unwrap_err().contains("in clear text"));
        assert_eq!(outcome(|| watch(true, None, ChannelBinding::Prefer), &clear), Ok(()));
        for fine in [&md5, &ok, &scram, &[ok.clone(), message(b'Z', b"I"), message(b'S', b"a\0b\0")].concat()] {
            assert_eq!(outcome(any, fine), Ok(()));
        }
        // Another message comes before it, or its bytes are in the body of another message.
        let notice = message(b'N', &clear);
        assert_eq!(outcome(any, &notice), Ok(()));
        assert!(outcome(any, &[notice, clear].concat()).is_err());
        assert!(outcome(any, &message(b'R', &[0, 0, 0, 7])).unwrap_err().contains("gss"));
        assert!(outcome(any, &message(b'R', &[0, 0])).is_err());
    }

    #[test]
    fn require_auth_and_channel_binding_hold() {
        let (md5, ok) = (message(b'R', b"\0\0\0\x05salt"), message(b'R', &[0; 4]));
        let scram = message(b'R', b"\0\0\0\x0aSCRAM-SHA-256\0\0");
        let plus = message(b'R', b"\0\0\0\x0aSCRAM-SHA-256-PLUS\0\0");
        let only = || watch(true, Some(vec!["scram-sha-256"]), ChannelBinding::Prefer);
        assert!(outcome(only, &md5).unwrap_err().contains("md5"));
        assert!(outcome(only, &ok).unwrap_err().contains("none"));
        assert_eq!(outcome(only, &[&scram[..], &ok].concat()), Ok(()));
        let bound = |is_encrypted| move || watch(is_encrypted, None, ChannelBinding::Require);
        assert_eq!(outcome(bound(true), &plus), Ok(()));
        for unbound in [&md5, &ok, &scram] {
            assert!(outcome(bound(true), unbound).unwrap_err().contains("channel_binding=require"));
        }
        assert!(outcome(bound(false), &plus).is_err());
    }

    #[test]
    fn no_message_is_longer_than_there_is_room_for() {
        let any = || watch(false, None, ChannelBinding::Prefer);
        assert!(outcome(any, &[b'E', 0, 2, 0, 0]).unwrap_err().contains("longer than"));
        assert!(outcome(any, &[b'E', 0, 0, 0, 3]).is_err());
        let ok = message(b'R', &[0; 4]);
        assert!(
            outcome(any, &[&ok[..], &[b'D', 0x7f, 0xff, 0xff, 0xff]].concat()).unwrap_err().contains("longer than")
        );
        assert_eq!(outcome(any, &[&ok[..], &[b'D', 0x00, 0xff, 0xff, 0xff]].concat()), Ok(()));
    }

    #[test]
    fn no_answer_is_longer_than_there_is_room_for() {
        let mut watch = watch(false, None, ChannelBinding::Prefer);
        watch.inspect(&message(b'R', &[0; 4])).unwrap();
        let row = message(b'D', &[0; (1 << 20) - MESSAGE_OVERHEAD]);
        for _ in 0..3 {
            watch.inspect(&message(b'Z', b"I")).unwrap();
            assert!((0..64).all(|_| watch.inspect(&row).is_ok()));
        }
        assert!(watch.inspect(&row).unwrap_err().to_string().contains("more than 64 MiB of rows"));
        let mut watch = Watch::new(watch.policy, false);
        watch.inspect(&message(b'R', &[0; 4])).unwrap();
        watch.answer = 0;
        let empty = message(b'D', &[]);
        assert_eq!((0..).take_while(|_| watch.inspect(&empty).is_ok()).count(), MAX_ANSWER / MESSAGE_OVERHEAD);
    }
}
