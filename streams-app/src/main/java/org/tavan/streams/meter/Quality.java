package org.tavan.streams.meter;

/// How the energy of one register in one interval is known.
public enum Quality {
    /// From readings alone.
    MEASURED(0),
    /// A part was filled in, or its source estimated it.
    ESTIMATED(1),
    /// Not at all.
    MISSING(2);

    private static final Quality[] BY_CODE = {MEASURED, ESTIMATED, MISSING};

    private final int code;

    Quality(int code) {
        this.code = code;
    }

    /// Number in the binary forms.
    public int code() {
        return code;
    }

    /// The quality of a number.
    public static Quality of(int code) {
        return BY_CODE[code];
    }
}
