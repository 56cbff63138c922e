package org.tavan.solver.microgrid.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;
import org.tavan.commitment.Certificate;
import org.tavan.commitment.CommitmentCost;
import org.tavan.conic.Profile;
import org.tavan.demandresponse.CustomerBill;
import org.tavan.demandresponse.DemandResponse;
import org.tavan.microgrid.MicrogridPlan;
import org.tavan.microgrid.NetworkPlan;
import org.tavan.schema.BusVoltage;
import org.tavan.schema.DemandBill;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.Feeder;
import org.tavan.schema.FeederPosition;
import org.tavan.schema.MicrogridCost;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.PlannedDemand;
import org.tavan.schema.PlannedNetwork;
import org.tavan.schema.ProgrammeOffer;
import org.tavan.schema.SolveKind;
import org.tavan.serde.RecordHash;
import org.tavan.solver.codec.PlanId;

/// From a plan to what is published: a schedule, and what customers are told.
public final class MicrogridPlans {
    private final MicrogridRequest request;
    private final MicrogridPlan plan;
    private final CustomerOffers offers;
    private final List<CustomerBill> bills;
    private final Profile keptShare;
    /// What customers who were told already cost the operator, beyond what the plan counts (¢).
    private final double toldCents;

    /// A plan and the request that it answers.
    public MicrogridPlans(MicrogridRequest request, MicrogridPlan plan) {
        this.request = request;
        this.plan = plan;
        offers = CustomerOffers.of(request);
        if (request.getKind() == SolveKind.INTRADAY) {
            DemandResponse.Outcome answer = offers.sentAnswer(request);
            bills = answer.bills();
            keptShare = offers.sentKeptShare(request);
            toldCents = request.getMicrogrid().getDemand().getPaysLostSales()
                    ? answer.beforeCents() - answer.afterCents()
                    : answer.call().rebateCents();
        } else {
            bills = plan.bills();
            keptShare = plan.demand().keptShare();
            toldCents = 0;
        }
    }

    /// {@return an answer without a plan: the plan in force for the day goes on, if there is one}
    ///
    /// @param reason in words
    public static MicrogridSchedule none(MicrogridRequest request, String reason) {
        boolean goesOn = request.getKind() == SolveKind.INTRADAY && request.getPreviousPlanId() != null;
        return header(request)
                .setStatus(goesOn ? PlanStatus.KEPT_PREVIOUS : PlanStatus.FAILED)
                .setReason(reason)
                .setCertificate("")
                .setBaseLoadKw(request.getLoadKw())
                .setLoadKw(List.of())
                .setLoadSigmaKw(List.of())
                .setUnits(List.of())
                .setStorages(List.of())
                .setPlants(List.of())
                .build();
    }

    /// {@return the schedule}
    ///
    /// @param certificate what is proved of the plan's own cost
    /// @param supplySavedCents what demand response saves in supply (¢), empty where it is not known
    public MicrogridSchedule schedule(Certificate certificate, OptionalDouble supplySavedCents) {
        MicrogridCost cost = cost();
        Double bound = null;
        Double gap = null;
        if (certificate instanceof Certificate.Proven proven) {
            // What the proof leaves out is the same for every plan of its problem.
            double apart = cost.getTotalCents() - plan.schedule().cost().totalCents();
            bound = Math.min(cost.getTotalCents(), proven.boundCents() + apart);
            gap = (cost.getTotalCents() - bound) / Math.max(1e-9, Math.abs(cost.getTotalCents()));
        }
        return header(request)
                .setStatus(gap != null && gap <= request.getMicrogrid().getProofGap()
                        ? PlanStatus.OPTIMAL
                        : PlanStatus.FEASIBLE)
                .setReason(supplySavedCents.isPresent()
                        ? ""
                        : "What demand response saves is not known: without it no plan was found.")
                .setCertificate(words(certificate, gap))
                .setBoundCents(bound)
                .setGap(gap)
                .setCost(cost)
                .setBaseLoadKw(request.getLoadKw())
                .setLoadKw(ScheduleParts.list(plan.problem().demandKw(plan.schedule().options())))
                .setLoadSigmaKw(ScheduleParts.list(plan.problem().intervals(), plan.problem()::netSigmaKw))
                .setUnits(plan.schedule().units().stream().map(ScheduleParts::unit).toList())
                .setGrid(ScheduleParts.grid(plan.schedule().grid()))
                .setStorages(plan.schedule().storages().stream().map(ScheduleParts::storage).toList())
                .setPlants(ScheduleParts.plants(plan.problem(), plan.schedule()))
                .setAdequacy(ScheduleParts.adequacy(plan.schedule().adequacy()))
                .setDemand(demand(supplySavedCents.orElse(0)))
                .setNetwork(network(request.getMicrogrid().getFeeder(), plan.network()))
                .build();
    }

    /// {@return what customers are told, empty within a day and where nothing is offered}
    public Optional<DemandSignal> signal() {
        List<ProgrammeOffer> told = ScheduleParts.offers(offers, bills, keptShare);
        if (request.getKind() == SolveKind.INTRADAY || told.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(DemandSignal.newBuilder()
                .setCommunityId(request.getCommunityId())
                .setPlanId(RecordHash.sha256(request))
                .setDeliveryDay(request.getDeliveryDay())
                .setStart(request.getStart())
                .setIntervalMinutes(request.getIntervalMinutes())
                .setFlatCentsPerKwh(request.getMicrogrid().getDemand().getFlatCentsPerKwh())
                .setPeriods(offers.periods())
                .setOffers(told)
                .setIssuedAt(request.getRequestedAt())
                .build());
    }

    private static MicrogridSchedule.Builder header(MicrogridRequest request) {
        return MicrogridSchedule.newBuilder()
                .setCommunityId(request.getCommunityId())
                .setPlanId(RecordHash.sha256(request))
                .setKind(request.getKind())
                .setRequestedAt(request.getRequestedAt())
                .setDeliveryDay(request.getDeliveryDay())
                .setStart(request.getStart())
                .setIntervalMinutes(request.getIntervalMinutes())
                .setChecks(List.of())
                .setSolveMicros(0)
                .setSolverVersion(PlanId.SOLVER_VERSION);
    }

    private MicrogridCost cost() {
        CommitmentCost cost = plan.schedule().cost();
        double demandCents = cost.demandCents() + toldCents;
        double switchingCents = plan.network() == null ? 0 : plan.network().switchingCents();
        return new MicrogridCost(cost.energyCents(), cost.noLoadCents(), cost.startCents(),
                cost.reserveCents(), cost.gridCents(), cost.wearCents(), cost.reliabilityCents(), demandCents,
                switchingCents, cost.totalCents() + toldCents + switchingCents);
    }

    private static String words(Certificate certificate, @Nullable Double gap) {
        return switch (certificate) {
            case Certificate.Proven proven when gap != null ->
                String.format(Locale.ROOT, "gap of %.3f %% proven by %s", 100 * gap, proven.provedBy());
            case Certificate.Proven proven -> "proven by " + proven.provedBy();
            case Certificate.Unproven unproven -> "nothing proven: " + unproven.reason();
        };
    }

    private PlannedDemand demand(double supplySavedCents) {
        List<DemandBill> published = ScheduleParts.bills(offers, bills, keptShare);
        double customersCents = published.stream()
                .mapToDouble(bill -> bill.getBeforeCents() - bill.getAfterCents())
                .sum();
        return new PlannedDemand(published, supplySavedCents, customersCents,
                supplySavedCents - customersCents);
    }

    private @Nullable PlannedNetwork network(@Nullable Feeder feeder, @Nullable NetworkPlan network) {
        if (feeder == null || network == null) {
            return null;
        }
        Map<String, BusVoltage> voltages = new LinkedHashMap<>();
        List<FeederPosition> positions = new ArrayList<>();
        for (NetworkPlan.Interval interval : network.intervals()) {
            positions.add(new FeederPosition(interval.positions().taps(),
                    interval.positions().capacitorSteps()));
            for (NetworkPlan.Voltage voltage : interval.voltages()) {
                String phase = String.valueOf(voltage.phase());
                voltages.computeIfAbsent(voltage.bus() + " " + phase,
                        key -> new BusVoltage(voltage.bus(), phase, new ArrayList<>()))
                        .getVoltagePu()
                        .add(voltage.voltagePu());
            }
        }
        List<ReferenceFlow.Point> reference = ReferenceFlow.of(request, feeder, plan.demand().loadKw());
        return new PlannedNetwork(positions, List.copyOf(voltages.values()),
                network.intervals().stream().map(NetworkPlan.Interval::loadKw).toList(),
                network.intervals().stream().map(NetworkPlan.Interval::lossKw).toList(),
                reference.stream().map(ReferenceFlow.Point::loadKw).toList(),
                reference.stream().map(ReferenceFlow.Point::lossKw).toList());
    }
}
