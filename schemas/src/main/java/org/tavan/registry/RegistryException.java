package org.tavan.registry;

/// The registry answered, and refused.
public final class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final int SUBJECT_NOT_FOUND = 40401;
    static final int VERSION_NOT_FOUND = 40402;
    static final int SCHEMA_NOT_FOUND = 40403;
    static final int SUBJECT_LEVEL_NOT_SET = 40408;
    static final int INCOMPATIBLE = 409;
    static final int INVALID_SCHEMA = 42201;
    static final int INVALID_VERSION = 42202;
    static final int INVALID_LEVEL = 42203;

    private final int status;
    private final int errorCode;

    RegistryException(int status, int errorCode, String message) {
        super(message);
        this.status = status;
        this.errorCode = errorCode;
    }

    /// Fails with the HTTP status that begins the error code: 40403 is a 404.
    static RegistryException of(int errorCode, String message) {
        return new RegistryException(errorCode > 999 ? errorCode / 100 : errorCode, errorCode, message);
    }

    /// HTTP status, e.g. 404.
    public int status() {
        return status;
    }

    /// Confluent's error code, e.g. 40403 for an unknown schema id; 409 for an incompatible schema.
    public int errorCode() {
        return errorCode;
    }
}
