//! LaTeX's names of letters, accents, signs and markup.

/// The accent of a command of one sign: `\"o`.
pub(super) fn accent(sign: char) -> Option<char> {
    Some(match sign {
        '`' => '\u{300}',
        '\'' | '´' => '\u{301}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '=' => '\u{304}',
        '.' => '\u{307}',
        '"' => '\u{308}',
        _ => return None,
    })
}

/// The accent of a command of one letter: `\v{s}`.
pub(super) fn lettered_accent(name: &str) -> Option<char> {
    Some(match name {
        "u" => '\u{306}',
        "r" => '\u{30A}',
        "H" => '\u{30B}',
        "v" => '\u{30C}',
        "d" => '\u{323}',
        "c" => '\u{327}',
        "k" => '\u{328}',
        "b" => '\u{331}',
        _ => return None,
    })
}

/// What stands around the argument of a command for markup.
pub(super) fn markup(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "emph" | "textit" | "textsl" | "mkbibemph" | "mkbibitalic" | "mathit" => ("<i>", "</i>"),
        "textbf" | "mkbibbold" | "mathbf" => ("<b>", "</b>"),
        "textsuperscript" | "mkbibsuperscript" => ("<sup>", "</sup>"),
        "textsubscript" | "mkbibsubscript" => ("<sub>", "</sub>"),
        "textsc" => ("<span style=\"font-variant: small-caps;\">", "</span>"),
        "enquote" | "mkbibquote" => ("“", "”"),
        _ => return None,
    })
}

/// The same for commands that reach to the end of their group: `{\em …}`.
pub(super) fn declaration(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "em" | "it" | "sl" | "itshape" | "slshape" => ("<i>", "</i>"),
        "bf" | "bfseries" => ("<b>", "</b>"),
        _ => return None,
    })
}

/// Whether a command changes nothing that is kept: only its argument is.
pub(super) fn is_transparent(name: &str) -> bool {
    matches!(
        name,
        "textrm"
            | "textsf"
            | "texttt"
            | "textup"
            | "textmd"
            | "textnormal"
            | "text"
            | "mathrm"
            | "mathsf"
            | "mathtt"
            | "mathnormal"
            | "mbox"
            | "hbox"
            | "ensuremath"
            | "url"
            | "path"
            | "nolinkurl"
            | "rm"
            | "sf"
            | "tt"
            | "sc"
            | "relax"
            | "protect"
            | "noopsort"
            | "left"
            | "right"
            | "displaystyle"
    )
}

/// The text of a command without an argument.
pub(super) fn text(name: &str) -> Option<&'static str> {
    Some(match name {
        "aa" => "å",
        "AA" => "Å",
        "ae" => "æ",
        "AE" => "Æ",
        "oe" => "œ",
        "OE" => "Œ",
        "o" => "ø",
        "O" => "Ø",
        "l" => "ł",
        "L" => "Ł",
        "i" | "imath" => "ı",
        "j" | "jmath" => "ȷ",
        "ss" => "ß",
        "SS" => "ẞ",
        "dh" => "ð",
        "DH" => "Ð",
        "dj" => "đ",
        "DJ" => "Đ",
        "th" => "þ",
        "TH" => "Þ",
        "ng" => "ŋ",
        "NG" => "Ŋ",
        "S" | "textsection" => "§",
        "P" | "textparagraph" => "¶",
        "copyright" | "textcopyright" => "©",
        "textregistered" => "®",
        "texttrademark" => "™",
        "pounds" | "textsterling" => "£",
        "euro" | "texteuro" => "€",
        "dots" | "ldots" | "cdots" | "textellipsis" => "…",
        "dag" | "dagger" | "textdagger" => "†",
        "ddag" | "textdaggerdbl" => "‡",
        "textendash" => "–",
        "textemdash" => "—",
        "textquoteleft" | "lq" => "‘",
        "textquoteright" | "rq" => "’",
        "textquotedblleft" => "“",
        "textquotedblright" => "”",
        "textquotesingle" => "'",
        "textquotedbl" => "\"",
        "quotedblbase" | "glqq" => "„",
        "quotesinglbase" | "glq" => "‚",
        "guillemotleft" | "flqq" => "«",
        "guillemotright" | "frqq" => "»",
        "guilsinglleft" => "‹",
        "guilsinglright" => "›",
        "textasciitilde" => "~",
        "textasciicircum" => "^",
        "textasciigrave" => "`",
        "textbackslash" | "backslash" => "\\",
        "textbar" => "|",
        "textbraceleft" | "lbrace" => "{",
        "textbraceright" | "rbrace" => "}",
        "textbullet" => "•",
        "textdegree" | "degree" => "°",
        "textdollar" => "$",
        "textless" | "lt" => "<",
        "textgreater" | "gt" => ">",
        "textmu" | "micro" | "textmugreek" => "µ",
        "textunderscore" => "_",
        "textperiodcentered" | "cdot" => "·",
        "textexclamdown" => "¡",
        "textquestiondown" => "¿",
        "textordfeminine" => "ª",
        "textordmasculine" => "º",
        "textpm" | "pm" => "±",
        "texttimes" | "times" => "×",
        "div" => "÷",
        "leq" | "le" => "≤",
        "geq" | "ge" => "≥",
        "neq" | "ne" => "≠",
        "approx" => "≈",
        "sim" => "∼",
        "to" | "rightarrow" | "textrightarrow" => "→",
        "leftarrow" => "←",
        "leftrightarrow" => "↔",
        "infty" => "∞",
        "circ" => "°",
        "prime" => "′",
        "minus" | "textminus" => "−",
        "quad" | "qquad" | "space" | "thinspace" | "enspace" => " ",
        "TeX" => "TeX",
        "LaTeX" => "LaTeX",
        "alpha" | "textalpha" => "α",
        "beta" | "textbeta" => "β",
        "gamma" | "textgamma" => "γ",
        "delta" | "textdelta" => "δ",
        "epsilon" | "varepsilon" | "textepsilon" => "ε",
        "zeta" => "ζ",
        "eta" => "η",
        "theta" | "vartheta" | "texttheta" => "θ",
        "iota" => "ι",
        "kappa" | "textkappa" => "κ",
        "lambda" | "textlambda" => "λ",
        "mu" => "μ",
        "nu" => "ν",
        "xi" => "ξ",
        "pi" => "π",
        "rho" | "varrho" => "ρ",
        "sigma" | "textsigma" => "σ",
        "varsigma" => "ς",
        "tau" | "texttau" => "τ",
        "upsilon" => "υ",
        "phi" | "varphi" => "φ",
        "chi" => "χ",
        "psi" => "ψ",
        "omega" | "textomega" => "ω",
        "Gamma" => "Γ",
        "Delta" | "textDelta" => "Δ",
        "Theta" => "Θ",
        "Lambda" => "Λ",
        "Xi" => "Ξ",
        "Pi" => "Π",
        "Sigma" => "Σ",
        "Phi" => "Φ",
        "Psi" => "Ψ",
        "Omega" | "textohm" => "Ω",
        _ => return None,
    })
}
