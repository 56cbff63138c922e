package org.tavan.demandresponse;

import java.util.List;
import org.tavan.conic.Profile;

/// Participations as discrete decisions: what a genetic search chooses from, one gene a programme.
///
/// @param levels participations that may be offered, rising, in [0, 1]
/// @param programmes number of price programmes, positive
public record ParticipationGrid(List<Double> levels, int programmes) {

    /// Checks and copies.
    ///
    /// @throws IllegalArgumentException if levels do not rise within [0, 1], or all programmes together could exceed 1
    public ParticipationGrid {
        levels = List.copyOf(levels);
        if (levels.isEmpty() || programmes < 1) {
            throw new IllegalArgumentException(
                    "A grid needs levels (%s) and programmes (%d).".formatted(levels,
                            programmes));
        }
        for (int i = 0; i < levels.size(); i++) {
            Require.share("participation level", levels.get(i));
            if (i > 0 && !(levels.get(i) > levels.get(i - 1))) {
                throw new IllegalArgumentException(
                        "The participation levels %s must rise.".formatted(levels));
            }
        }
        if (!(levels.getLast() * programmes <= 1 + 1e-9)) {
            throw new IllegalArgumentException("""
                    %d programmes at the highest level %s take more than the whole load.
                    Maybe the levels are meant for all programmes together.""".formatted(programmes,
                    levels.getLast()));
        }
    }

    /// {@return the participation that genes stand for}
    ///
    /// @param genes index of each programme's level
    /// @throws IllegalArgumentException if there is not one for each programme, or one is out of range
    public Participation decode(List<Integer> genes) {
        if (genes.size() != programmes) {
            throw new IllegalArgumentException(
                    "There are %d genes for %d programmes.".formatted(genes.size(), programmes));
        }
        double[] gammas = new double[programmes];
        for (int j = 0; j < programmes; j++) {
            int gene = genes.get(j);
            if (gene < 0 || gene >= levels.size()) {
                throw new IllegalArgumentException("Gene %d (%d) must lie in [0, %d].".formatted(j, gene,
                        levels.size() - 1));
            }
            gammas[j] = levels.get(gene);
        }
        return new Participation(Profile.of(gammas));
    }
}
