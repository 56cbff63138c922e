package org.tavan.config;

import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/// Makes every primitive a required key: an absent one would silently be 0.
final class PrimitivesRequired extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        return member.getRawType().isPrimitive()
                || Boolean.TRUE.equals(super.hasRequiredMarker(config, member));
    }
}
