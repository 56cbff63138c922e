package org.tavan.schema;

import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.NullMarked;

/// Declares the generated classes trusted: Avro 1.12.2 refuses to instantiate any class that is not, even in the builder
/// of a record with an enum.
///
/// The declaration must come before the first use of a record, whoever makes it, so each generated record makes it before
/// anything else (`src/main/avro-templates`). The records and enums of this package are added to what is trusted already.
@NullMarked
final class TrustedClasses {
    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(TrustedClasses::isGenerated,
                ClassSecurityValidator.getGlobal()));
    }

    private TrustedClasses() {}

    /// Makes sure that the declaration has been made.
    static void declare() {
        // Loading this class is what it takes.
    }

    private static boolean isGenerated(Class<?> type) {
        return type.getPackageName().equals(TrustedClasses.class.getPackageName())
                && (SpecificRecord.class.isAssignableFrom(type) || type.isEnum());
    }
}
