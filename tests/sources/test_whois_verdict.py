"""What WHOIS answers say: short answers in the manner of many registries, written for these tests."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.sources.whois_phrases import open_phrases
from brandname.sources.whois_verdict import WhoisState, read, rules_of

NOT_REGISTERED: list[tuple[str, str]] = [
    ("whois.nic.ai", "Domain u34jedzcq.ai not registered."),
    ("whois.nic.at", "% Copyright (c)2010 by NIC.AT\n%\n% Restricted rights.\n\n% nothing found\n"),
    ("whois.nic.ax", "No records matching u34jedzcq.ax found."),
    ("whois.dns.be", "% .be Whois Server 6.1\n%\nDomain:\tfoo.be\nStatus:\tAVAILABLE\n"),
    ("whois.register.bg", "Domain name u34jedzcq.bg does not exist in database!"),
    ("whois.biz", "Not found: u34jedzcq.biz"),
    ("whois.registro.br",
     "% Copyright (c) Nic.br\n" "%  The use of the data below is only permitted as described in\n"
     "%  full by the terms of use.\n" "\n" "% No match for u34jedzcq.br\n" "%\n"
     "% Security and mail abuse issues should also be addressed to\n" "% cert.br"),
    ("whois.registro.br", "% No match for domain \"U34JEDZCQ.COM.BR\""),
    ("whois.cctld.by", "Object does not exist"),
    ("whois.belizenic.bz", "No Domain Found"),
    ("whois.cira.ca",
     "Domain name:           u34jedzcq.ca\n" "Domain status:         available\n" "\n"
     "% Use of CIRA's WHOIS service is governed by the Terms of Use in its Legal\n"
     "% Notice, available at http://www.cira.ca/legal-notice/?lang=en"),
    ("whois.cira.ca",
     "Not found: foo.ca\n" "\n" "%\n" "% Use of CIRA's WHOIS service is governed by the Terms of Use in its Legal\n"),
    ("whois.nic.ch", "We do not have an entry in our database matching your query."),
    ("whois.nic.cl", "u34jedzcq.cl: no existe"),
    ("whois.nic.cl",
     "%%\n" "%% This is the NIC Chile Whois server (whois.nic.cl).\n" "%%\n" "%% Rights restricted by copyright.\n"
     "%% See https://www.nic.cl/normativa/politica-publicacion-de-datos-cl.pdf\n" "%%\n" "\n"
     "foo.cl: no entries found.\n"),
    ("whois.netcom.cm", "Not Registered"),
    ("whois.denic.de", "Domain: u34jedzcq.de\nStatus: free\n"),
    ("whois.dk-hostmaster.dk",
     "# Hello\n" "#\n" "# Your query has been logged.\n" "#\n" "\n" "\n"
     "No entries found for the selected source.\n"),
    ("whois.nic.ec", "Status: Not Registered\n"),
    ("whois.educause.edu", "NO MATCH: u34jedzcq.edu"),
    ("whois.tld.ee", "Domain not found"),
    ("whois.tld.ee", "% Estonia .ee Top Level Domain WHOIS server\n\n% no entries found."),
    ("whois.usp.ac.fj", "The domain u34jedzcq.com.fj was not found!"),
    ("whois.gg", "NOT FOUND"),
    ("whois.hkirc.hk", "The domain has not been registered."),
    ("whois.dns.hr", "%ERROR: no entries found\n"),
    ("whois.nic.hu", "% Whois server 3.0 serving the hu ccTLD\n\nNincs talalat / No match\n"),
    ("whois.isnic.is",
     "% This is the ISNIC Whois server.\n" "%\n" "% Rights restricted by copyright.\n" "\n"
     "% No entries found for query \"u34jedzcq.is\".\n"),
    ("whois.nic.it", "Domain:             u34jedzcq.it\nStatus:             AVAILABLE\n"),
    ("whois.jprs.jp",
     "[ JPRS database provides information on network administration. Its use is    ]\n"
     "[ restricted to network administration purposes. For further information,     ]\n"
     "[ use 'whois -h whois.jprs.jp help'. To suppress Japanese output, add'/e'     ]\n"
     "[ at the end of command, e.g. 'whois -h whois.jprs.jp xxx/e'.                 ]\n" "\n" "No match!!\n" "\n"
     "With JPRS WHOIS, you can query the following domain name information\n" "sponsored by JPRS.\n"
     "    - All of registered JP domain name\n"),
    ("whois.kg",
     "% This is the .kg ccTLD Whois server\n" "% Register your own domain at http://www.cctld.kg\n" "\n"
     "Data not found. This domain is available for registration.\n"),
    ("whois.dns.lu", "% Copyright (c) 2006\n% No such domain\n"),
    ("whois.nic.lv", "[Domain]\nDomain: u34jedzcq.lv\nStatus: free\n"),
    ("whois.nic.ly", "Not found"),
    ("whois.marnet.mk", "%ERROR:101: no entries found\n% \n% No entries found.\n"),
    ("whois.monic.mo", "No match for u34jedzcq.mo"),
    ("whois.mx", "\nObject_Not_Found\n"),
    ("whois.mx", "No_Se_Encontro_El_Objeto/Object_Not_Found"),
    ("whois.mynic.my", "Domain Name [u34jedzcq.my] does not exist in database"),
    ("whois.mynic.my", "Domain Name u34jedzcq.com.my does not exist in our database"),
    ("whois.nc", "No entries found in the .nc database"),
    ("whois.domain-registry.nl", "u34jedzcq.nl is free\n"),
    ("whois.norid.no",
     "% By looking up information in the domain registration directory\n"
     "% service, you confirm that you accept the terms and conditions of the\n" "% service:\n"
     "% https://www.norid.no/en/domeneoppslag/vilkar/\n" "\n" "% No match\n"),
    ("whois.nic.nu", "NO MATCH for domain \"u34jedzcq.nu\" (ASCII):"),
    ("whois.srs.net.nz",
     "% New Zealand Domain Name Registry Limited\n"
     "% Users confirm on submission their agreement to all published Terms\n" "%\n" "version: 6.01\n"
     "query_datetime: 2009-05-30T21:58:12+12:00\n" "domain_name: u34jedzcq.co.nz\n" "query_status: 220 Available\n"),
    ("kero.yachay.pe",
     "Domain Name: u34jedzcq.pe\n" "WHOIS Server: NIC .PE\n" "Sponsoring Registrar: NIC .PE\n"
     "Status: Not Registered\n"),
    ("kero.yachay.pe", "Domain Name: foo.pe\nStatus: No Object Found\n"),
    ("whois.pknic.net.pk", "Domain not found: u34jedzcq.pk"),
    ("whois.nic.pr", "The domain u34jedzcq.pr is not registered."),
    ("whois.dns.pt", "u34jedzcq.pt no match"),
    ("whois.dns.pt", "u34jedzcq.pt - No Match"),
    ("whois.rotld.ro",
     "% The WHOIS service offered by ROTLD and the access to the records in the ROTLD WHOIS database are "
     "provided for information purposes and to be used within the scope of technical or administrative "
     "necessities of Internet operation\n" "\n" "% No entries found for the selected source(s).\n"),
    ("whois.rnids.rs", "%ERROR:103: Domain is not registered\n"),
    ("whois.tcinet.ru",
     "% TCI Whois Service. Terms of use:\n" "% https://tcinet.ru/documents/whois_ru_rf.pdf (in Russian)\n" "\n"
     "No entries found for the selected source(s).\n" "\n" "Last updated on 2026-01-01T00:00:00Z\n"),
    ("whois.nic.net.sa",
     "% SaudiNIC Whois server.\n" "% Rights restricted by copyright.\n"
     "% http://nic.sa/en/view/whois-cmd-copyright\n" "\n" "\n" "No Match for u34jedzcq.sa\n"),
    ("whois.iis.se",
     "# Copyright (c) 1997- The Swedish Internet Foundation.\n" "# All rights reserved.\n" "\n"
     "domain \"u34jedzcq.se\" not found.\n"),
    ("whois.sgnic.sg", "Domain Not Found\n"),
    ("whois.sk-nic.sk", "Domain not found."),
    ("whois.sk-nic.sk", "Not found."),
    ("whois.nic.st", "No entries found for domain \"u34jedzcq.st\"."),
    ("whois.sx", "Domain Name: foo.sx\nStatus: AVAILABLE\n"),
    ("whois.thnic.co.th", "% No match for \"u34jedzcq.th\""),
    ("whois.nic.tm", "Domain u34jedzcq.tm is available for purchase"),
    ("whois.ati.tn", "NO OBJECT FOUND!"),
    ("whois.tonic.to", "No match for u34jedzcq.to"),
    ("whois.nic.tr", "No match found for \"u34jedzcq.com.tr\""),
    ("whois.twnic.net.tw", "No Found\n"),
    ("whois.twnic.net.tw", "No found\n\nRegistration Service Provider: "),
    ("whois.tznic.or.tz", "%ERROR:101: no entries found\n"),
    ("whois.ua",
     "% This is the Ukrainian Whois query server #B.\n" "% The Whois is subject to Terms of use\n"
     "% See https://hostmaster.ua/services/\n" "%\n" "% Information related to 'foo.ua'\n" "\n"
     "% No entries found for foo.ua\n"),
    ("whois.ua", "No entries found for domain foo.ua"),
    ("whois.co.ug",
     "**********************************************************\n"
     "*          The UG ccTLD Registry Database     *\n"
     "**********************************************************\n" "\n"
     "No entries found for the selected source.\n"),
    ("whois.nic.uk",
     "\n" "    No match for \"u34jedzcq.uk\".\n" "\n" "    This domain name has not been registered.\n" "\n"
     "    WHOIS lookup made at 13:18:34 18-Jan-2010\n" "\n" "-- \n"
     "This WHOIS information is provided for free by Nominet UK the central registry\n"
     "for .uk domain names. This information and the .uk WHOIS are:\n" "\n"
     "    Copyright Nominet UK 1996 - 2010.\n"),
    ("whois.cctld.uz", "Sorry, but domain: \"u34jedzcq.uz\", not found in database"),
    ("whois.nic.xxx", "NOT FOUND"),
    ("whois.nic.xyz", "The queried object does not exist: DOMAIN NOT FOUND"),
    ("whois.nic.xyz", "The queried object does not exist: previous registration"),
    ("whois.nic.top", "The queried object does not exist: Common; No match."),
    ("whois.nic.club",
     "No Data Found\n" "URL of the ICANN Whois Inaccuracy Complaint Form: https://www.icann.org/wicf/\n"
     ">>> Last update of WHOIS database: 2022<<<\n"),
    ("whois.nic.google", "Domain not found.\n>>> Last update of WHOIS database: 2026<<<\n"),
    ("whois.kr", "query : u34jedzcq.kr\n\n\n상기 도메인이름은 등록되어 있지 않습니다.\n"),
]

REGISTERED: list[tuple[str, str]] = [
    ("whois.dns.be",
     "Domain:\tgoogle.be\n" "Status:\tNOT AVAILABLE\n" "Registered:\tTue Dec 12 2000\n" "\n" "Registrant:\n"
     "\tNot shown, please visit www.dnsbelgium.be\n" "\n" "Nameservers:\n" "\tns1.google.com\n"),
    ("whois.cira.ca",
     "Domain name:           google.ca\n" "Domain status:         registered\n"
     "Creation date:         2000/10/04\n" "Expiry date: 2012/04/28\n" "Registrar:\n" "    Name: Webnames.ca Inc.\n"),
    ("whois.denic.de", "Domain: google.de\nStatus: connect\n"),
    ("whois.nic.hu",
     "% Whois server 2.08b serving the hu ccTLD\n" "\n" "domain:         google.hu\n"
     "record created: 2000.03.03 00:00:00\n" "Tovabbi adatokert ld.:\n" "http://www.domain.hu/domain-kereses/\n"),
    ("whois.nic.hu",
     "% Whois server 3.0 serving the hu ccTLD\n" "\n" "domain:         google.hu\n" "record created: 2000-03-03\n"),
    ("whois.nic.it",
     "*********************************************************************\n"
     "* Please note that the following result could be a subgroup of      *\n"
     "* the data contained in the database.                               *\n"
     "*                                                                   *\n"
     "* Additional information can be visualized at:                      *\n"
     "* http://web-whois.nic.it                                           *\n"
     "*********************************************************************\n" "\n"
     "Domain:             google.it\n" "Status:             ok\n" "Signed:             no\n"
     "Created:            1999-12-10 00:00:00\n" "Last Update:        2024-05-07 01:06:14\n"
     "Expire Date:        2025-04-21\n" "\n" "Registrant\n" "  Organization:     Google Ireland Holdings\n" "\n"
     "Registrar\n" "  Organization:     MarkMonitor\n" "\n" "Nameservers\n" "  ns1.google.com\n"),
    ("whois.jprs.jp",
     "[ JPRS database provides information on network administration. Its use is    ]\n" "\n"
     "Domain Information:\n" "[Domain Name]                   GOOGLE.JP\n" "\n"
     "[Registrant]                    Google LLC\n" "\n" "[Name Server]                   ns1.google.com\n"
     "[Signing Key]                   \n" "\n" "[Created on]                    2005/05/30\n"
     "[Expires on]                    2025/05/31\n" "[Status]                        Active\n"
     "[Last Updated]                  2024/06/01 01:05:04 (JST)\n"),
    ("whois.jprs.jp",
     "Domain Information:\n" "a. [Domain Name]                GOOGLE.CO.JP\n"
     "g. [Organization]               Google Japan\n" "l. [Organization Type]          Corporation\n"
     "p. [Name Server]                ns1.google.com\n" "[State]                         Connected (2025/03/31)\n"
     "[Registered Date]               2001/03/22\n"),
    ("whois.kg",
     "Domain GOOGLE.KG (ACTIVE)\n" "\n" "Administrative Contact:\n" "   PID: 8-KG\n" "\n"
     "Record created: Tue Feb 10 09:35:07 2004\n" "Record expires on  Fri Mar 28 22:00:00 2025\n" "\n"
     "Name servers in the listed order:\n" "\n" "NS1.GOOGLE.COM\n"),
    ("whois.nic.lv",
     "[Domain]\n" "Domain: google.lv\n" "Status: active\n" "\n" "[Holder]\n" "Type: Legal person\n" "Name: Google\n"
     "\n" "[Nservers]\n" "Nserver: ns1.google.com\n"),
    ("whois.mx",
     "Domain Name:       google.mx\n" "\n" "Created On:        2009-05-12\n" "Expiration Date:   2025-05-11\n"
     "Last Updated On:   2024-04-10\n" "Registrar:         MarkMonitor\n" "\n" "Registrant:\n"
     "   Name:           Google LLC\n"),
    ("whois.domain-registry.nl",
     "Domain name: google.nl\n" "Status:      active\n" "\n" "Registrar:\n" "   MarkMonitor Inc.\n" "\n"
     "Domain nameservers:\n" "   ns1.google.com\n"),
    ("whois.srs.net.nz",
     "domain_name: google.co.nz\n" "query_status: 200 Active\n" "domain_dateregistered: 1999-02-17T00:00:00+13:00\n"
     "registrar_name: MarkMonitor\n" "ns_name_01: ns1.google.com\n"),
    ("whois.dns.pt",
     "Domain: google.pt\n" "Domain Status: Registered\n" "Creation Date: 09/01/2003 00:00:00\n"
     "Expiration Date: 28/02/2026 23:59:00\n" "Owner Name: Google Inc\n" "Name Server: ns1.google.com | IPv4: \n"),
    ("whois.trabis.gov.tr",
     "** Domain Name: google.com.tr\n" "Domain Status: Active\n" "\n" "** Registrant:\n" "   Google\n" "\n"
     "** Domain Servers:\n" "ns1.google.com\n" "\n" "** Additional Info:\n"
     "Created on..............: 2001-Aug-23.\n" "Expires on..............: 2025-Aug-22.\n"),
    ("whois.nic.uk",
     "\n" "    Domain name:\n" "        google.co.uk\n" "\n" "    Data validation:\n"
     "        Nominet was able to match\n" "\n" "    Registrar:\n" "        Markmonitor Inc.\n"
     "        URL: http://www.markmonitor.com\n" "\n" "    Relevant dates:\n" "        Registered on: 14-Feb-1999\n"
     "        Expiry date:  14-Feb-2026\n" "\n" "    Registration status:\n"
     "        Registered until expiry date.\n" "\n" "    Name servers:\n" "        ns1.google.com\n" "\n"
     "    WHOIS lookup made at 13:18:34\n" "-- \n"
     "This WHOIS information is provided for free by Nominet UK the central registry\n"),
    ("whois.nic.ve", "Nombre de dominio: google.ve\nEstatus del dominio: ACTIVO\nFecha de Creacion: 2000-01-01\n"),
    ("whois.cnnic.cn",
     "Domain Name: google.cn\n" "ROID: 20030317s10001s00033735-cn\n" "Domain Status: clientDeleteProhibited\n"
     "Registrant: \n" "Sponsoring Registrar: 厦门易名科技股份有限公司\n" "Name Server: ns2.google.com\n"
     "Registration Time: 2003-03-17 12:20:05\n" "Expiration Time: 2026-03-17 12:48:36\n" "DNSSEC: unsigned\n"),
    ("whois.twnic.net.tw",
     "Domain Name: google.com.tw\n" "   Registrant:\n" "      Google\n" "\n"
     "   Record expires on 2026-11-09 (YYYY-MM-DD)\n" "   Record created on 2000-08-29 (YYYY-MM-DD)\n" "\n"
     "   Domain servers in listed order:\n" "      ns1.google.com\n" "\n"
     "Registration Service Provider: Markmonitor\n"),
    ("whois.eu",
     "Domain: google.eu\n" "Script: LATIN\n" "\n" "Registrant:\n" "        NOT DISCLOSED!\n" "\n" "Technical:\n"
     "        Organisation: MarkMonitor Inc.\n" "\n" "Registrar:\n" "        Name: MarkMonitor Inc.\n" "\n"
     "Name servers:\n" "        ns1.google.com\n" "\n" "Please visit www.eurid.eu for more info.\n"),
    ("whois.dk-hostmaster.dk",
     "Domain:               google.dk\n" "DNS:                  google.dk\n" "Registered:           1999-01-10\n"
     "Expires:              2026-03-31\n" "Registration period:  1 year\n" "VID:                  no\n"
     "DNSSEC:               Unsigned delegation\n" "Status:               Active\n" "\n" "Nameservers\n"
     "Hostname:             ns1.google.com\n"),
    ("whois.gg",
     "Domain:\n" "     google.gg\n" "\n" "Domain Status:\n" "     Active\n" "     Delete Prohibited by Registrar\n"
     "\n" "Registrar:\n" "     MarkMonitor Inc.\n" "\n" "Relevant dates:\n"
     "     Registered on 30th April 2003 at 00:00:00.000\n" "\n" "Name servers:\n" "     ns1.google.com\n"),
    ("whois.nic.ir",
     "% Information related to 'google.ir'\n" "\n" "\n" "domain:\t\tgoogle.ir\n" "ascii:\t\tgoogle.ir\n"
     "remarks:\t(Domain Holder) Google\n" "holder-c:\tgo438-irnic\n" "nserver:\tns1.google.com\n"
     "last-updated:\t2020-01-01\n" "expire-date:\t2025-12-11\n" "source:\t\tIRNIC # Filtered\n"),
]

UNKNOWN: list[tuple[str, str]] = [
    ("whois.dns.be", "% -1: Still in grace period, wait 7777777 seconds\n"),
    ("whois.registro.br", "% Query rate limit exceeded. Reduced information.\n\ndomain:      google.com.br\n"),
    ("whois.registro.br", "% Permission denied."),
    ("whois.nic.ch",
     "The number of requests per client per time interval is\n" "restricted. You have exceeded this limit.\n"
     "Please wait a moment and try again.\n"),
    ("whois.nic.ch", "Requests of this client are not permitted. Please use https://www.nic.ch/whois/ for queries."),
    ("whois.denic.de", "% Error: 55000000013 Invalid charset for response\n"),
    ("whois.denic.de", "% Error: 55000000002 Connection refused; access control limit reached.\n"),
    ("whois.domain.my", "You have exceeded the maximum number of queries allowed per day (500)."),
    ("whois.domain-registry.nl", "x.nl: maximum number of requests per second exceeded"),
    ("whois.norid.no", "% Quota exceeded\n"),
    ("whois.srs.net.nz", "domain_name: google.co.nz\nquery_status: 440 Request Denied\n"),
    ("whois.tcinet.ru", "You have exceeded allowed connection rate."),
    ("whois.other.example", "Domain u34jedzcq.zz is available for purchase"),
    ("whois.nic.uk",
     "\n" "    Error for \"foo.co.uk\".\n" "\n" "    the WHOIS query quota for 127.0.0.1 has been exceeded\n"
     "    and will be replenished in 50 seconds.\n" "\n" "    WHOIS lookup made at 14:32:41 22-Jan-2010\n"),
    ("x", "This platinum domain is available for purchase."),
    ("x", "IP Address Has Reached Rate Limit"),
    ("x", "Your access is too fast,please try again later."),
    ("x", "Number of allowed queries exceeded."),
    ("x", "WHOIS LIMIT EXCEEDED - SEE WWW.PIR.ORG/WHOIS FOR DETAILS"),
    ("x", "Queries exceeded for your IP address."),
    ("x", "Excessive querying, grace period of 60 seconds"),
    ("x", "Timeout."),
    ("x", "Connection refused"),
    ("x", "fgets: Connection reset by peer"),
    ("x", "Server is busy now, please try again later."),
    ("x", "Database unavailable"),
    ("x", "Access denied. Not found."),
    ("x", "No whois server is known for this kind of object."),
    ("x", "TLD not supported"),
    ("x", "Invalid TLD. Not found"),
    ("x", "This TLD has no whois server."),
    ("x", "Host not found"),
    ("x", "404 Not Found"),
    ("x", "404 page not found"),
    ("x", "HTTP/1.1 404 Not Found\r\n\r\nNot found"),
    ("x", "<html><body>Domain not found</body></html>"),
    ("x", ""),
    ("x", "\n\n \n"),
    ("x", "\u0000\u0001\u0002"),
    ("x", "Whois server not found"),
    ("x", "No data received"),
    ("x", "Nothing"),
    ("x", "Registrar not found"),
    ("x", "no matching nameserver found"),
    ("x", "Error: database connection not found"),
    ("x", "No information available at this time"),
    ("x", "Information not available"),
    ("x", "Service not available"),
    ("x", "Requested domain could not be checked, try again"),
    ("x",
     "Domain: foo.example\n" "NOTE: this domain is not registered here but could be elsewhere; ask another registry"),
    ("x", "% This domain is not managed by this registry"),
    ("x", "Unable to find record, the database is being updated. Not found"),
    ("whois.rrp.example", "Domain not registered through this registrar."),
    ("x", "Domain not found in this registrar's database. The domain may be registered elsewhere."),
]

RESERVED: list[tuple[str, str]] = [
    ("whois.registro.br", "% reserved:    CG\ndomain: foo.com.br\n"),
    ("whois.nic.it", "Domain:             ab.it\nStatus:             UNASSIGNABLE\n"),
    ("whois.domain-registry.nl", "foo.nl: excluded"),
    ("whois.nic.uk",
     "\n" "    Error for \"foo.bar.uk\".\n" "\n"
     "    This domain cannot be registered because it contravenes the Nominet UK\n"
     "    naming rules.  The reason is:\n" "\n" "       the domain name contains too many parts.\n" "\n"
     "    WHOIS lookup made at\n"),
    ("whois.cctld.uz", "Domain Name: foo.uz\nStatus: RESERVED\n"),
    ("x", "This name is reserved by the Registry in accordance with ICANN Policy."),
    ("x", "This name subscribes to the Uni EPS+ product"),
    ("x",
     "The registration of this domain is restricted, as it is protected by the Donuts DPML Brand Protection "
     "policy. Additional information can be found at http://x"),
    ("x", "Reserved Domain Name"),
    ("x", "Domain reserved"),
    ("x", "Reserved by Registry Operator"),
    ("x", "Domain Status: reserved"),
    ("x", "This name is not available for registration:\nThis name subscribes to the Uni EPS+ product\n"),
    ("x", "Not available"),
    ("whois.cnnic.cn",
     "the Domain Name you apply can not be registered online. Please consult your Domain Name registrar"),
]

INVALID: list[tuple[str, str]] = [
    ("whois.denic.de", "Domain: foo.de\nStatus: invalid\n"),
    ("whois.domain-registry.nl", "foo.nl: invalid domain"),
    ("whois.domain-registry.nl", "Error: foo_bar.nl is an invalid domain name"),
]

IANA = (
    "% IANA WHOIS server\n\nrefer:        whois.nic.uy\n\ndomain:       UY\n\norganisation: SeCIU\n"
    "status:       ACTIVE\ncreated:      1990-09-10\nnserver:      A.NIC.UY 1.2.3.4\n"
)
RECORD = (
    "Domain Name: velora.example\nRegistrar: Some Registrar\nCreation Date: 2011-03-04T00:00:00Z\n"
    "Registry Expiry Date: 2030-03-04T00:00:00Z\nDomain Status: clientTransferProhibited\n"
    "Name Server: ns1.velora.example\n"
)


@pytest.mark.parametrize(("server", "text"), NOT_REGISTERED)
def test_a_registry_that_says_it_has_none_is_understood(server: str, text: str) -> None:
    """However a registry puts it, "we have no such registration" is read as that."""
    assert read(text, server).state is WhoisState.NOT_REGISTERED


@pytest.mark.parametrize(("server", "text"), REGISTERED)
def test_a_record_is_a_registration(server: str, text: str) -> None:
    """A name with a record is taken, in whatever layout the record comes."""
    assert read(text, server).state is WhoisState.REGISTERED


@pytest.mark.parametrize(("server", "text"), RESERVED)
def test_a_name_kept_back_is_reserved(server: str, text: str) -> None:
    """A reserved or blocked name is not told to be unregistered."""
    assert read(text, server).state is WhoisState.RESERVED


@pytest.mark.parametrize(("server", "text"), INVALID)
def test_a_name_the_registry_refuses_is_invalid(server: str, text: str) -> None:
    """The registry's own no to a spelling is told as that."""
    assert read(text, server).state is WhoisState.INVALID


@pytest.mark.parametrize(("server", "text"), UNKNOWN)
def test_limits_failures_and_nonsense_are_no_answer(server: str, text: str) -> None:
    """A rate limit, an outage, a web page or silence never looks like good news."""
    assert read(text, server).state is WhoisState.UNKNOWN


def test_a_record_of_another_name_decides_nothing() -> None:
    """The answer about somebody else's domain is not taken for mine."""
    assert read(RECORD, "", "velora.example").state is WhoisState.REGISTERED
    other = read(RECORD, "", "velora.test")
    assert (other.state, other.rule) == (WhoisState.UNKNOWN, "other_name")


def test_a_record_without_any_name_decides_nothing_about_mine() -> None:
    """Dates and servers of who knows what are not taken for my domain's."""
    text = "Registrar: Some Registrar\nCreated On: 2011-03-04\nName Server: ns1.dns.example\n"
    assert read(text, "", "velora.example").state is WhoisState.UNKNOWN
    assert read(f"Answer about velora.example\n{text}", "", "velora.example").state is WhoisState.REGISTERED


def test_the_record_of_a_top_level_domain_is_not_the_names() -> None:
    """IANA's record of .uy says nothing about my name under it."""
    assert read(IANA, "whois.iana.org", "velora.uy").state is WhoisState.UNKNOWN


def test_a_name_in_characters_is_found_in_either_spelling() -> None:
    """A record under xn--… is the record of the name in characters, and the other way round."""
    record = RECORD.replace("velora.example", "xn--chqy4wt14a.xn--fiqs8s")
    assert read(record, "", "索万塔.中国").state is WhoisState.REGISTERED
    record = RECORD.replace("velora.example", "索万塔.中国")
    assert read(record, "", "xn--chqy4wt14a.xn--fiqs8s").state is WhoisState.REGISTERED


def test_a_denial_beside_a_refusal_is_no_answer() -> None:
    """Registries add "no entries found" to "too many requests": that is not a no."""
    text = "%% Too many requests...\n%%\n\n%% No entries found in the AFNIC Database.\n"
    verdict = read(text, "whois.nic.fr")
    assert verdict.state is WhoisState.UNKNOWN and verdict.rule.startswith("refused:")


def test_a_record_and_a_denial_contradict_each_other() -> None:
    """An answer that says both yes and no is neither."""
    text = "Creation Date: 2011-03-04\nName Server: ns1.velora.example\n\nNo match for velora.example\n"
    assert read(text).state is WhoisState.UNKNOWN


@pytest.mark.parametrize("line", [
    "By submitting a query you agree that if the domain is not found you may register it.",
    "% NOTE: FAILURE TO LOCATE A RECORD IN THE WHOIS DATABASE IS NOT INDICATIVE OF THE AVAILABILITY OF A DOMAIN NAME.",
    "It allows persons to check whether a specific domain name is still available or not and to obtain information",
])
def test_terms_of_use_are_no_answer(line: str) -> None:
    """What a disclaimer says about domains in general is not said about mine."""
    assert read(line).state is WhoisState.UNKNOWN


def test_the_reason_is_the_line_as_sent() -> None:
    """I can see which line of the answer decided."""
    verdict = read('% copyright\n\nNo match for "VELORA.TEST".\n', "whois.test")
    assert verdict.line == 'No match for "VELORA.TEST".'


@given(st.binary(max_size=2000))
def test_bytes_of_any_kind_are_read(body: bytes) -> None:
    """Binary rubbish from a server stops nothing and is never a registration or the lack of one."""
    assert read(body).state in WhoisState


@given(st.text(max_size=300), st.integers(0, 10**6))
def test_words_in_another_order_are_no_denial(noise: str, seed: int) -> None:
    """A registration record with lines missing or shuffled never turns into "not registered"."""
    lines = [*RECORD.splitlines(), *noise.splitlines()[:3]]
    chance = random.Random(seed)  # noqa: S311 - no secret
    kept = [line for line in lines if chance.random() < 0.7]
    chance.shuffle(kept)
    if noise.isascii() and not any(word in noise.casefold() for word in ("no", "free", "avail")):
        assert read("\n".join(kept)).state is not WhoisState.NOT_REGISTERED


def test_rules_can_be_taken_away_one_by_one() -> None:
    """What one registry alone taught can be left out, to measure how others would fare."""
    text = "% IANA\n\nno matching record\n"
    used = rules_of(text)
    assert {"word:matching", "word:record"} <= used
    assert read(text, phrases=open_phrases().without(used)).state is WhoisState.UNKNOWN
