package org.tavan.solver.api;

import java.util.List;
import org.tavan.solver.api.view.CommunityView;
import org.tavan.solver.api.view.MemberSnapshot;

/// `GET /api/v1/communities/{id}/members`: every member in the newest complete interval, with what was promised to it and kept.
///
/// Errors: 404 unknown community.
final class MembersResource implements Resource {
    private final CommunityView view;

    MembersResource(CommunityView view) {
        this.view = view;
    }

    @Override
    public String template() {
        return "/api/v1/communities/{id}/members";
    }

    @Override
    public Body get(Request request) {
        return new Body(Communities.find(view, request).members());
    }

    record Body(List<MemberSnapshot> members) {}
}
