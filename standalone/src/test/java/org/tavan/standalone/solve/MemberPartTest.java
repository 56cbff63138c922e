package org.tavan.standalone.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tavan.conic.Profile;
import org.tavan.uncertainty.SupportBox;

class MemberPartTest {
    @Test
    void theSupportOfFewSamplesIsThatOfTheService() {
        var part = new MemberPart("home", 3, 10, 10, 5, 5, List.of(1.0),
                List.of(List.of(0.0), List.of(1.0), List.of(2.0)), 0.05,
                null, null);

        // Half of the range of three samples beyond them.
        assertEquals(new SupportBox(Profile.of(-1), Profile.of(3)), part.toMember().supportKw());
    }
}
