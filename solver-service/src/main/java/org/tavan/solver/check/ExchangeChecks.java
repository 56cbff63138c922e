package org.tavan.solver.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Check;
import org.tavan.schema.CommittedPeer;
import org.tavan.schema.PeerLink;
import org.tavan.schema.PeerTrade;
import org.tavan.schema.Prosumer;
import org.tavan.schema.SolveKind;
import org.tavan.schema.SolveRequest;

/// Do the exchanges fit: with the grid, with peers, and with what is committed.
final class ExchangeChecks {
    private final SolveRequest request;
    private final List<MemberPlan> plans;
    private final Map<String, MemberPlan> byId = new HashMap<>();

    private ExchangeChecks(SolveRequest request, List<MemberPlan> plans) {
        this.request = request;
        this.plans = plans;
        plans.forEach(plan -> byId.put(plan.id(), plan));
    }

    static List<Check> check(SolveRequest request, List<MemberPlan> plans) {
        var checks = new ExchangeChecks(request, plans);
        return List.of(checks.grid(), checks.connection(), checks.reciprocity(), checks.peerLimits(),
                checks.commitments());
    }

    private Check grid() {
        var finding = new Finding("grid-limits");
        for (MemberPlan plan : plans) {
            Prosumer prosumer = plan.member().getProsumer();
            for (int t = 0; t < plan.intervals(); t++) {
                double importKw = plan.schedule().getGridImportKw().get(t);
                double exportKw = plan.schedule().getGridExportKw().get(t);
                finding.atMost(importKw, prosumer.getGridImportMaxKw(), plan.at(t));
                finding.atMost(exportKw, prosumer.getGridExportMaxKw(), plan.at(t));
                finding.atLeast(Math.min(importKw, exportKw), 0, plan.at(t));
            }
        }
        return finding.toCheck();
    }

    /// Of everybody's exchange, and of what is planned for real time. What is committed already is not judged again.
    private Check connection() {
        var finding = new Finding("connection-limits");
        double importMaxKw = limit(request.getGridImportMaxKw());
        double exportMaxKw = limit(request.getGridExportMaxKw());
        for (int t = 0; t < request.getIntervals(); t++) {
            double sum = 0;
            double committed = 0;
            for (MemberPlan plan : plans) {
                double exchange = plan.schedule().getGridImportKw().get(t)
                        - plan.schedule().getGridExportKw().get(t);
                sum += exchange + plan.policy().getPlannedRealTimeKw().get(t);
                committed += request.getKind() == SolveKind.INTRADAY ? exchange : 0;
            }
            finding.atMost(sum, Math.max(importMaxKw, committed), "interval " + t);
            finding.atMost(-sum, Math.max(exportMaxKw, -committed), "interval " + t);
        }
        return finding.toCheck();
    }

    private Check reciprocity() {
        var finding = new Finding("reciprocity");
        for (MemberPlan plan : plans) {
            Set<String> seen = new HashSet<>();
            for (PeerTrade trade : plan.schedule().getPeers()) {
                PeerTrade mirror = mirror(plan.id(), trade.getPeerId());
                boolean listed = seen.add(trade.getPeerId()) && mirror != null;
                finding.require(listed, "%s and %s".formatted(plan.id(), trade.getPeerId()));
                for (int t = 0; mirror != null && t < plan.intervals(); t++) {
                    finding.same(trade.getTakeKw().get(t), mirror.getGiveKw().get(t), plan.at(t));
                    finding.same(trade.getGiveKw().get(t), mirror.getTakeKw().get(t), plan.at(t));
                }
            }
        }
        return finding.toCheck();
    }

    private Check peerLimits() {
        var finding = new Finding("peer-limits");
        for (MemberPlan plan : plans) {
            for (PeerTrade trade : plan.schedule().getPeers()) {
                double limitKw = linkLimitKw(plan.id(), trade.getPeerId());
                for (int t = 0; t < plan.intervals(); t++) {
                    finding.atMost(Math.max(trade.getTakeKw().get(t), trade.getGiveKw().get(t)), limitKw,
                            plan.at(t));
                    finding.atLeast(Math.min(trade.getTakeKw().get(t), trade.getGiveKw().get(t)), 0,
                            plan.at(t));
                }
            }
        }
        return finding.toCheck();
    }

    private Check commitments() {
        var finding = new Finding("commitments");
        if (request.getKind() == SolveKind.INTRADAY) {
            for (MemberPlan plan : plans) {
                committed(plan, finding);
            }
        }
        return finding.toCheck();
    }

    private static void committed(MemberPlan plan, Finding finding) {
        Map<String, CommittedPeer> agreed = new HashMap<>();
        plan.member().getCommittedPeerKw().forEach(trade -> agreed.put(trade.getPeerId(), trade));
        for (int t = 0; t < plan.intervals(); t++) {
            finding.same(plan.schedule().getGridImportKw().get(t),
                    plan.member().getCommittedImportKw().get(t), plan.at(t));
            finding.same(plan.schedule().getGridExportKw().get(t),
                    plan.member().getCommittedExportKw().get(t), plan.at(t));
            for (PeerTrade trade : plan.schedule().getPeers()) {
                CommittedPeer peer = agreed.get(trade.getPeerId());
                finding.same(trade.getTakeKw().get(t), peer == null ? 0 : peer.getTakeKw().get(t),
                        plan.at(t));
                finding.same(trade.getGiveKw().get(t), peer == null ? 0 : peer.getGiveKw().get(t),
                        plan.at(t));
            }
        }
        Set<String> traded = new HashSet<>();
        plan.schedule().getPeers().forEach(trade -> traded.add(trade.getPeerId()));
        agreed.keySet()
                .forEach(peer -> finding.require(traded.contains(peer),
                        "%s with %s".formatted(plan.id(), peer)));
    }

    private @Nullable PeerTrade mirror(String id, String peerId) {
        MemberPlan peer = byId.get(peerId);
        return peer == null
                ? null
                : peer.schedule()
                        .getPeers()
                        .stream()
                        .filter(trade -> trade.getPeerId().equals(id))
                        .findFirst()
                        .orElse(null);
    }

    private double linkLimitKw(String id, String peerId) {
        for (PeerLink link : request.getPeerLinks()) {
            if (Set.of(link.getFirstProsumerId(), link.getSecondProsumerId()).equals(Set.of(id, peerId))) {
                return link.getLimitKw();
            }
        }
        return 0;
    }

    private static double limit(@Nullable Double value) {
        return value == null ? Double.POSITIVE_INFINITY : value;
    }
}
