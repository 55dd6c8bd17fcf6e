"""What each sensor writes about an event, in its own dialect. One function per dialect; each returns one record."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from xml.sax.saxutils import escape

from almasu.testing.asoi.attacks import Attack


def written(record: object) -> bytes:
    """Return a JSON record on one line."""
    return json.dumps(record, ensure_ascii=False).encode()


def suricata(one: Attack) -> bytes:
    """Suricata EVE, an alert: the offset has no colon."""
    return written(
        {
            "timestamp": one.at.strftime("%Y-%m-%dT%H:%M:%S.%f%z"),
            "flow_id": 1,
            "event_type": "alert",
            "src_ip": one.source,
            "src_port": 40000,
            "dest_ip": one.target,
            "dest_port": one.port,
            "proto": "TCP",
            "alert": {
                "action": "allowed",
                "gid": 1,
                "signature_id": one.rule,
                "rev": 2,
                "signature": one.name,
                "severity": 1,
            },
        }
    )


def snort(one: Attack) -> bytes:
    """Snort 3 alert_json: the stamp tells no year, `seconds` does."""
    return written(
        {
            "seconds": int(one.at.timestamp()),
            "timestamp": one.at.strftime("%m/%d-%H:%M:%S.%f"),
            "rule": f"1:{one.rule}:3",
            "msg": one.name,
            "src_ap": f"{one.source}:40000",
            "dst_addr": one.target,
            "dst_port": one.port,
            "priority": 1,
            "action": "alert",
        }
    )


def modsecurity2(one: Attack) -> bytes:
    """ModSecurity 2, serial audit log as JSON: messages are texts with fields in brackets."""
    fields = f'[file "/etc/crs/rules.conf"] [line "1"] [id "942100"] [msg "{one.name}"] [severity "CRITICAL"]'
    said = f'Warning. Matched phrase "x" at ARGS:a. {fields}'
    return written(
        {
            "transaction": {
                "time": one.at.astimezone(UTC).strftime("%d/%b/%Y:%H:%M:%S.%f +0000"),
                "remote_address": one.source,
                "remote_port": 40000,
                "local_address": one.target,
            },
            "request": {"request_line": f"GET {one.path}?q=1 HTTP/1.1", "headers": {"Host": one.host}},
            "response": {"status": 403},
            "audit_data": {"messages": [said], "action": {"intercepted": True, "phase": 2}},
        }
    )


def modsecurity2_serial(one: Attack) -> bytes:
    """ModSecurity 2, serial audit log in its own form: sections between boundaries, over many lines."""
    stamp = one.at.astimezone(UTC).strftime("%d/%b/%Y:%H:%M:%S.%f +0000")
    fields = f'[file "/etc/crs/rules.conf"] [line "1"] [id "942100"] [msg "{one.name}"] [severity "CRITICAL"]'
    lines = [
        "--0a1b2c3d-A--",
        f"[{stamp}] aaaa {one.source} 40000 {one.target} 80",
        "--0a1b2c3d-B--",
        f"GET {one.path}?q=1 HTTP/1.1",
        f"Host: {one.host}",
        "",
        "--0a1b2c3d-F--",
        "HTTP/1.1 403 Forbidden",
        "",
        "--0a1b2c3d-H--",
        f'Message: Access denied with code 403 (phase 2). Matched phrase "x" at ARGS:a. {fields}',
        "Action: Intercepted (phase 2)",
        "",
        "--0a1b2c3d-Z--",
    ]
    return "\n".join(lines).encode()


def modsecurity3(one: Attack) -> bytes:
    """ModSecurity 3: ctime stamps without a zone, and keys that repeat."""
    record = {
        "transaction": {
            "client_ip": one.source,
            "time_stamp": one.at.strftime("%a %b %e %H:%M:%S %Y"),
            "host_ip": one.target,
            "request": {"method": "GET", "uri": f"{one.path}?q=1", "headers": {"Host": one.host}},
            "response": {"http_code": 403, "headers": {"Set-Cookie": "a=1"}},
            "messages": [{"message": one.name, "details": {"ruleId": "942100", "severity": "2"}}],
        }
    }
    return written(record).replace(b'"Set-Cookie": "a=1"', b'"Set-Cookie": "a=1", "Set-Cookie": "b=2"')


def coraza(one: Attack) -> bytes:
    """Coraza: messages lie beside the transaction."""
    return written(
        {
            "transaction": {
                "timestamp": one.at.strftime("%Y/%m/%d %H:%M:%S"),
                "unix_timestamp": int(one.at.timestamp()) * 10**9,
                "client_ip": one.source,
                "request": {"uri": f"{one.path}?q=1", "headers": {"host": [one.host]}},
                "is_interrupted": True,
            },
            "messages": [{"message": one.name, "data": {"id": 942100, "msg": one.name, "severity": 2}}],
        }
    )


def wazuh(one: Attack) -> bytes:
    """Wazuh: malware that an agent found."""
    return written(
        {
            "timestamp": one.at.strftime("%Y-%m-%dT%H:%M:%S.")
            + f"{one.at.microsecond // 1000:03}"
            + one.at.strftime("%z"),
            "rule": {"level": 12, "description": one.name, "id": str(one.rule), "groups": ["windows", "virus"]},
            "agent": {"id": "007", "name": one.host, "ip": "10.1.10.7"},
            "data": {"srcip": one.source},
        }
    )


def clamd(one: Attack) -> bytes:
    """ClamAV: a find in a mail."""
    stamp = one.at.strftime("%a %b %e %H:%M:%S %Y")
    return f"{stamp} -> /srv/gw/mail/{one.file}: Win.Trojan.Made-{one.rule}({one.digest}:68) FOUND".encode()


def rspamd(one: Attack) -> bytes:
    """Rspamd, a verdict of phishing."""
    return written(
        {
            "action": "reject",
            "score": 17.5,
            "unix_time": int(one.at.timestamp()),
            "ip": one.source,
            "from": one.sender,
            "symbols": {"PHISHING": {"name": "PHISHING", "score": 9.0, "options": ["a"]}, "R_SPF_FAIL": {"score": 1.0}},
            "urls": ["pay.bank-a-support.example.org"],
        }
    )


def eml(one: Attack) -> bytes:
    """Write a mail as a user reported it."""
    mail = EmailMessage()
    mail["Received-SPF"] = f"fail (mx1) client-ip={one.source};"
    mail["From"] = one.sender
    mail["To"] = f"{one.account}@bank-a.example"
    mail["Subject"] = "Шұғыл"
    mail["Date"] = format_datetime(one.at)
    mail.set_content("\n".join(one.links))
    mail.add_attachment(one.digest.encode(), maintype="application", subtype="octet-stream", filename=one.file)
    return mail.as_bytes()


def sshd(one: Attack, *, good: bool = False) -> bytes:
    """Write the sshd of OpenSSH behind the older syslog header, without a year."""
    word = "Accepted" if good else "Failed"
    head = f"{one.at.strftime('%b %e %H:%M:%S')} {one.host} sshd[4242]:"
    return f"{head} {word} password for {one.account} from {one.source} port 40000 ssh2".encode()


def syslog5424(one: Attack) -> bytes:
    """Write the sshd of OpenSSH behind a header of RFC 5424."""
    head = f"<38>1 {one.at.isoformat()} {one.host} sshd 4242 - -"
    return f"{head} Failed password for invalid user {one.account} from {one.source} port 40000 ssh2".encode()


def windows_json(one: Attack, *, code: int = 4625) -> bytes:
    """Write a failed logon of Windows as winlogbeat sends it."""
    data = {
        "TargetUserName": one.account,
        "IpAddress": f"::ffff:{one.source}",
        "LogonType": "3",
        "Status": "0xc000006d",
    }
    stamp = one.at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return written(
        {"@timestamp": stamp, "winlog": {"event_id": str(code), "computer_name": one.host, "event_data": data}}
    )


def windows_xml(one: Attack) -> bytes:
    """Write a failed logon of Windows as XML."""
    stamp = one.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f") + "0Z"
    return (
        "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>"
        "<Provider Name='Microsoft-Windows-Security-Auditing'/><EventID>4625</EventID>"
        f"<TimeCreated SystemTime='{stamp}'/><Computer>{escape(one.host)}</Computer></System><EventData>"
        f"<Data Name='TargetUserName'>{escape(one.account)}</Data><Data Name='LogonType'>3</Data>"
        f"<Data Name='IpAddress'>{one.source}</Data></EventData></Event>"
    ).encode()


def windows_cef(one: Attack) -> bytes:
    """Write a failed logon of Windows through a collector that writes CEF."""
    return (
        f"CEF:0|Microsoft|Microsoft Windows||Microsoft-Windows-Security-Auditing:4625|An account failed to log on.|5|"
        f"rt={millis(one.at)} src={one.source} duser={value(one.account)} dvchost={one.host}"
    ).encode()


def firewall(one: Attack) -> bytes:
    """Write a packet that a filter of Linux turned away."""
    head = f"{one.at.strftime('%b %e %H:%M:%S')} {one.host} kernel: [1.0] FW-DROP IN=eth0 OUT= MAC=00"
    ends = f"SRC={one.source} DST={one.target}"
    return f"{head} {ends} LEN=60 TTL=64 PROTO=TCP SPT=40000 DPT={one.port} SYN URGP=0".encode()


def cef(one: Attack) -> bytes:
    """Write an intrusion as CEF; what is special in header and values is escaped."""
    head = f"CEF:0|Made\\|Up|NGIPS|1|{one.rule}|{header(one.name)}|7"
    ends = f"src={one.source} dst={one.target} dpt={one.port}"
    return f"{head}|{ends} act=blocked msg={value(one.name)} rt={millis(one.at)}".encode()


def leef(one: Attack) -> bytes:
    """Write a failed logon as LEEF 2.0 with a delimiter of its own."""
    head = "LEEF:2.0|VpnCo|SecureGate|9|LOGIN_FAILED|^|"
    return f"{head}devTime={millis(one.at)}^src={one.source}^usrName={one.account}^sev=5".encode()


def structured(one: Attack) -> bytes:
    """Write a spraying that a SIEM tells in structured data of RFC 5424."""
    name = one.name.replace("\\", "\\\\").replace('"', '\\"').replace("]", "\\]")
    head = f"<108>1 {one.at.isoformat()} {one.host} siem 1 SPRAY"
    return f'{head} [signal@32473 type="8" src="{one.source}" accounts="23" attempts="113" note="{name}"] x'.encode()


def millis(at: datetime) -> int:
    """Return milliseconds since 1970."""
    return int(at.timestamp() * 1000)


def header(text: str) -> str:
    """Escape a field of a CEF header."""
    return text.replace("\\", "\\\\").replace("|", "\\|")


def value(text: str) -> str:
    """Escape a value of a CEF extension."""
    return text.replace("\\", "\\\\").replace("=", "\\=").replace("\n", "\\n").replace("\r", "\\r")
