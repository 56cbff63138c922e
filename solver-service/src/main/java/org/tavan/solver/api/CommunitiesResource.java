package org.tavan.solver.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.solver.api.view.CommunitySnapshot;
import org.tavan.solver.api.view.CommunityView;

/// `GET /api/v1/communities`: all communities, by id.
final class CommunitiesResource implements Resource {
    private final CommunityView view;

    CommunitiesResource(CommunityView view) {
        this.view = view;
    }

    @Override
    public String template() {
        return "/api/v1/communities";
    }

    @Override
    public Body get(Request request) {
        return new Body(view.snapshot().communities().values().stream().map(Item::of).toList());
    }

    record Body(List<Item> communities) {}

    /// @param time end of the newest complete interval; null before the first
    record Item(String communityId, String name, String zone, int members, @Nullable Instant time) {
        static Item of(CommunitySnapshot community) {
            return new Item(community.communityId(), community.name(), community.zone().getId(),
                    community.members().size(), community.time());
        }
    }
}
