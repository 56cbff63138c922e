package org.tavan.topic;

/// Key of records about one prosumer: `communityId/prosumerId`.
///
/// @param communityId community, not empty, without a slash
/// @param prosumerId prosumer within the community, not empty, without a slash
public record ProsumerKey(String communityId, String prosumerId) {
    public ProsumerKey {
        requirePart("communityId", communityId);
        requirePart("prosumerId", prosumerId);
    }

    /// Reads the form `communityId/prosumerId`.
    ///
    /// @throws IllegalArgumentException if there is not exactly one slash with text on both sides
    public static ProsumerKey parse(String key) {
        int slash = key.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "key '%s' must have the form communityId/prosumerId".formatted(key));
        }
        return new ProsumerKey(key.substring(0, slash), key.substring(slash + 1));
    }

    @Override
    public String toString() {
        return communityId + '/' + prosumerId;
    }

    private static void requirePart(String name, String part) {
        if (part.isBlank() || part.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    "%s '%s' must not be blank or contain a slash; a key has the form communityId/prosumerId"
                            .formatted(name, part));
        }
    }
}
