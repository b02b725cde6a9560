"""The icons: our own strokes on a 24 by 24 grid, drawn by CSS in the colour of the text around them."""

ICONS: dict[str, str] = {
    "add": '<path d="M12 5v14M5 12h14"/>',
    "alone": '<circle cx="12" cy="8" r="3.5"/><path d="M5 20c.6-3.6 3.4-5.5 7-5.5s6.4 1.9 7 5.5"/>',
    "arrow": '<path d="M4 12h15M14 7l5 5-5 5"/>',
    "ask": '<path d="M6.5 4.5h11a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H12l-4.5 4v-4h-1'
    'a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2zM8.5 9h7M8.5 12.5h4"/>',
    "back": '<path d="M20 12H5M10 7l-5 5 5 5"/>',
    "calendar": '<rect x="3.5" y="5" width="17" height="15" rx="2.5"/><path d="M3.5 10h17M8 3v4M16 3v4"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>',
    "close": '<path d="M6 6l12 12M18 6 6 18"/>',
    "down": '<path d="m6 9.5 6 6 6-6"/>',
    "export": '<path d="M12 15V4M8 8l4-4 4 4M4.5 14v4a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-4"/>',
    "file": '<path d="M6.5 3.5h7l4.5 4.5v12.5h-11.5zM13.5 3.5V8H18"/>',
    "find": '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>',
    "firm": '<path d="M5 20.5V4.5h9v16M14 10h5v10.5M3.5 20.5h17M8 8.5h3M8 12h3M8 15.5h3"/>',
    "gift": '<rect x="4" y="10" width="16" height="10" rx="1.5"/>'
    '<path d="M3 7h18v3H3zM12 7v13M12 7c-2 0-5-.5-5-2.5S10.5 2.5 12 7'
    'c1.5-4.5 5-4 5-2.5S14 7 12 7"/>',
    "groups": '<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="7.5" r="1.7"/><circle cx="8" cy="14.3" r="1.7"/>'
    '<circle cx="16" cy="14.3" r="1.7"/>',
    "help": '<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.8c.2-3 5-3 5-.2 0 2-2.5 1.9-2.5 4M12 16.8v.1"/>',
    "import": '<path d="M12 4v11M8 11l4 4 4-4M4.5 14v4a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-4"/>',
    "introductions": '<circle cx="5.5" cy="17" r="2.5"/><circle cx="18.5" cy="17" r="2.5"/>'
    '<circle cx="12" cy="5.5" r="2.5"/><path d="M7 14.8l3.6-6.9M13.4 7.9l3.6 6.9M8.3 17h7.2"/>',
    "leaf": '<path d="M5 19c0-9 5-14 15-14 0 10-5 15-12 13M5 19c2-4 5-7 9-9"/>',
    "link": '<path d="M9.5 14.5l5-5M8 11l-2.5 2.5a3.5 3.5 0 0 0 5 5L13 16M11 8l2.5-2.5a3.5 3.5 0 0 1 5 5L16 13"/>',
    "list": '<path d="M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.1M4.5 12h.1M4.5 17.5h.1"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "mail": '<rect x="3" y="5.5" width="18" height="13" rx="2.5"/><path d="m4 7.5 8 6 8-6"/>',
    "met": '<circle cx="9" cy="12" r="5.5"/><circle cx="15" cy="12" r="5.5"/>',
    "note": '<path d="M5 19.5 6 15 16 5a2.1 2.1 0 0 1 3 3L9 18zM14.5 6.5l3 3"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/>'
    '<path d="M2.5 20c.6-3.6 3.2-5.5 6.5-5.5s5.9 1.9 6.5 5.5M16 4.8a3.5 3.5 0 0 1 0 6.4'
    'M18 14.9c2 .7 3.2 2.4 3.6 5.1"/>',
    "phone": '<path d="M6.5 4h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5v3c0 1-1 1.8-2 1.7C11 18.5'
    ' 5.5 13 4.8 6c-.1-1 .7-2 1.7-2z"/>',
    "promise": '<path d="M6 20.5V4.5M6 5.5c4-2.5 8 2.5 12.5 0v8.5c-4.5 2.5-8.5-2.5-12.5 0"/>',
    "reply": '<path d="M10 7 4.5 12 10 17M5 12h8.5c3.5 0 6 2 6 6"/>',
    "rest": '<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>',
    "rhythm": '<path d="M4.5 12a7.5 7.5 0 0 1 13-5l2 2M19.5 4.5V9H15M19.5 12a7.5 7.5 0 0 1-13 5l-2-2M4.5 19.5V15H9"/>',
    "settings": '<path d="M4 7.5h9M18 7.5h2M4 16.5h3M12 16.5h8"/><circle cx="15.5" cy="7.5" r="2.5"/>'
    '<circle cx="9.5" cy="16.5" r="2.5"/>',
    "today": '<circle cx="12" cy="12" r="4"/>'
    '<path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17'
    'M17 7l1.4-1.4"/>',
    "undo": '<path d="M8.5 5 4.5 9l4 4M5 9h8.5a5.5 5.5 0 0 1 0 11H9"/>',
}
