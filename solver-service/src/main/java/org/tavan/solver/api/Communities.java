package org.tavan.solver.api;

import org.tavan.solver.api.view.CommunitySnapshot;
import org.tavan.solver.api.view.CommunityView;

/// Looks communities up for the resources.
final class Communities {
    private Communities() {}

    /// The community that the path names.
    ///
    /// @throws HttpProblem 404 if there is none
    static CommunitySnapshot find(CommunityView view, Request request) {
        String id = request.variable("id");
        var communities = view.snapshot().communities();
        CommunitySnapshot found = communities.get(id);
        if (found == null) {
            throw HttpProblem.notFound("There is no community %s; known: %s.".formatted(id,
                    communities.isEmpty()
                            ? "none yet"
                            : String.join(", ", communities.keySet().stream().limit(20).toList())));
        }
        return found;
    }
}
