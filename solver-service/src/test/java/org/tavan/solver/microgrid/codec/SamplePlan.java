package org.tavan.solver.microgrid.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.commitment.GridSchedule;
import org.tavan.commitment.Renewable;
import org.tavan.commitment.RenewableSchedule;
import org.tavan.commitment.ScheduleAssessment;
import org.tavan.commitment.StorageSchedule;
import org.tavan.commitment.UnitSchedule;
import org.tavan.conic.Profile;
import org.tavan.demandresponse.DemandResponse;
import org.tavan.demandresponse.Participation;
import org.tavan.powerflow.Phase;
import org.tavan.powerflow.ThreePhaseFeeder;
import org.tavan.powerflow.ThreePhaseFlow;
import org.tavan.powerflow.ThreePhaseOutcome;
import org.tavan.powerflow.ThreePhaseSettings;
import org.tavan.powerflow.ThreePhaseTaps;
import org.tavan.schema.BusVoltage;
import org.tavan.schema.DemandBill;
import org.tavan.schema.FeederPosition;
import org.tavan.schema.MicrogridCost;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.PlannedDemand;
import org.tavan.schema.PlannedNetwork;
import org.tavan.serde.RecordHash;

/// A correct plan of a sample day that nobody optimised: random within what is allowed, the rest exchanged with the grid. Risk, cost, answers and
/// voltages are those of the library, so that a checker which agrees with it has two sources.
public final class SamplePlan {
    private static final int HOURS = SampleMicrogrid.HOURS;

    private final MicrogridRequest request;
    private final RandomGenerator random;
    private final List<FeederPosition> positions = new ArrayList<>();
    private final List<BusVoltage> voltages = new ArrayList<>();
    private final double[] networkLoadKw = new double[HOURS];
    private final double[] lossKw = new double[HOURS];

    private SamplePlan(MicrogridRequest request, long seed) {
        this.request = request;
        random = SampleMicrogrid.random(~seed);
    }

    /// A correct plan.
    public static MicrogridSchedule of(MicrogridRequest request, long seed) {
        return new SamplePlan(request, seed).plan();
    }

    private MicrogridSchedule plan() {
        CustomerOffers offers = CustomerOffers.of(request);
        Profile kept = profile(t -> t >= 17 ? 0.7 + 0.3 * random.nextDouble() : 1);
        DemandResponse.Outcome outcome = answer(offers, kept);
        flow(outcome.loadKw());
        Profile load = profile(t -> networkLoadKw[t] + lossKw[t]);
        CommitmentProblem problem = SupplyCodec.problem(request, load);
        CommitmentSchedule supply = supply(problem);
        int tapSteps = 2;
        double switching = 0.1 * tapSteps + 0.1;
        double demandCents = outcome.beforeCents() - outcome.afterCents();
        double total = supply.cost().totalCents() + demandCents + switching;
        List<DemandBill> bills = ScheduleParts.bills(offers, outcome.bills(), kept);
        return MicrogridSchedule.newBuilder()
                .setCommunityId(request.getCommunityId())
                .setPlanId(RecordHash.sha256(request))
                .setKind(request.getKind())
                .setRequestedAt(request.getRequestedAt())
                .setDeliveryDay(request.getDeliveryDay())
                .setStart(request.getStart())
                .setIntervalMinutes(request.getIntervalMinutes())
                .setStatus(PlanStatus.FEASIBLE)
                .setReason("")
                .setCertificate("random")
                .setBoundCents(total - 50)
                .setGap(50 / total)
                .setCost(new MicrogridCost(supply.cost().energyCents(), supply.cost().noLoadCents(),
                        supply.cost().startCents(), supply.cost().reserveCents(), supply.cost().gridCents(),
                        supply.cost().wearCents(), supply.cost().reliabilityCents(), demandCents, switching,
                        total))
                .setBaseLoadKw(request.getLoadKw())
                .setLoadKw(ScheduleParts.list(load))
                .setLoadSigmaKw(ScheduleParts.list(profile(problem::netSigmaKw)))
                .setUnits(supply.units().stream().map(ScheduleParts::unit).toList())
                .setGrid(ScheduleParts.grid(supply.grid()))
                .setStorages(supply.storages().stream().map(ScheduleParts::storage).toList())
                .setPlants(ScheduleParts.plants(problem, supply))
                .setAdequacy(ScheduleParts.adequacy(supply.adequacy()))
                .setDemand(new PlannedDemand(bills, 70.0, demandCents, 70 - demandCents))
                .setNetwork(new PlannedNetwork(positions, voltages, boxed(networkLoadKw), boxed(lossKw),
                        boxed(networkLoadKw), boxed(lossKw)))
                .setChecks(List.of())
                .setSolveMicros(1)
                .setSolverVersion("sample")
                .build();
    }

    private DemandResponse.Outcome answer(CustomerOffers offers, Profile kept) {
        double[] gammas = new double[offers.programmes().size()];
        Arrays.fill(gammas, 0.05);
        return offers.response()
                .respond(SupplyCodec.profile(request.getLoadKw()), new Participation(Profile.of(gammas)),
                        kept);
    }

    /// Two tap steps and one of a capacitor in the day.
    private void flow(Profile answeredKw) {
        ThreePhaseFeeder feeder = FeederCodec.threePhase(request.getMicrogrid().getFeeder());
        double nominalKw = feeder.loads().stream().mapToDouble(load -> load.kw().total()).sum();
        var flow = new ThreePhaseFlow(feeder, ThreePhaseSettings.DEFAULT);
        List<String> buses = List.of("head", "street", "court", "end");
        double[][][] pu = new double[buses.size()][3][HOURS];
        for (int t = 0; t < HOURS; t++) {
            int tap = t < 8 ? 2 : t < 20 ? 3 : 4;
            int bank = t < 12 ? 2 : 1;
            positions.add(new FeederPosition(List.of(tap), List.of(bank)));
            flow.setTaps(0, ThreePhaseTaps.equal(tap));
            flow.setCapacitorSteps(0, bank);
            flow.setLoadFactors(answeredKw.get(t) / nominalKw);
            flow.solve();
            ThreePhaseOutcome.Converged converged = (ThreePhaseOutcome.Converged) flow.outcome();
            networkLoadKw[t] = converged.balance().loadKw();
            lossKw[t] = converged.balance().lossKw();
            for (ThreePhaseOutcome.NodeVoltage voltage : converged.voltages()) {
                if (buses.contains(voltage.bus())) {
                    pu[buses.indexOf(voltage.bus())][voltage.phase().index()][t] = voltage.voltagePu();
                }
            }
        }
        for (int bus = 0; bus < buses.size(); bus++) {
            for (Phase phase : Phase.values()) {
                if (pu[bus][phase.index()][0] > 0) {
                    voltages.add(
                            new BusVoltage(buses.get(bus), phase.name(), boxed(pu[bus][phase.index()])));
                }
            }
        }
    }

    private CommitmentSchedule supply(CommitmentProblem problem) {
        double[] engine = new double[HOURS];
        double before = 30;
        for (int t = 0; t < HOURS; t++) {
            engine[t] = Math.clamp(before + 20 * (random.nextDouble() - 0.5), 15, 45);
            before = engine[t];
        }
        double[] diesel = new double[HOURS];
        List<Boolean> on = new ArrayList<>();
        for (int t = 0; t < HOURS; t++) {
            on.add(t >= 8 && t < 20);
            diesel[t] = on.get(t) ? 6 + 4 * random.nextDouble() : 0;
        }
        Profile reserve = profile(t -> 5 * random.nextDouble());
        StorageSchedule battery = battery();
        List<RenewableSchedule> plants = new ArrayList<>();
        for (Renewable plant : problem.renewables()) {
            plants.add(new RenewableSchedule(plant.id(), profile(t -> plant.curtailable()
                    ? 0.2 * random.nextDouble() * plant.forecastKw().get(t)
                    : 0)));
        }
        double[] net = new double[HOURS];
        for (int t = 0; t < HOURS; t++) {
            net[t] = problem.demandKw().get(t) - engine[t] - diesel[t] - battery.dischargeKw().get(t)
                    + battery.chargeKw().get(t);
            for (int i = 0; i < plants.size(); i++) {
                net[t] -= problem.renewables().get(i).forecastKw().get(t) - plants.get(i)
                        .curtailedKw()
                        .get(t);
            }
        }
        GridSchedule grid = new GridSchedule(profile(t -> Math.max(0, net[t])),
                profile(t -> Math.max(0, -net[t])), profile(t -> 10 * random.nextDouble()));
        List<Boolean> always = IntStream.range(0, HOURS).mapToObj(t -> true).toList();
        return ScheduleAssessment.assess(problem,
                List.of(new UnitSchedule("engine", always, Profile.of(engine), reserve),
                        new UnitSchedule("diesel", on, Profile.of(diesel),
                                profile(t -> on.get(t) ? 3.0 : 0))),
                grid, List.of(battery), plants, List.of());
    }

    /// Charged before dawn, discharged in the evening.
    private static StorageSchedule battery() {
        double[] energy = new double[HOURS];
        double kwh = 50;
        for (int t = 0; t < HOURS; t++) {
            kwh += 0.95 * charge(t) - discharge(t) / 0.9;
            energy[t] = kwh;
        }
        return new StorageSchedule("battery", profile(SamplePlan::charge), profile(SamplePlan::discharge),
                Profile.of(energy), profile(t -> 8));
    }

    private static double charge(int t) {
        return t >= 1 && t < 5 ? 10 : 0;
    }

    private static double discharge(int t) {
        return t >= 18 && t < 22 ? 0.95 * 0.9 * 10 : 0;
    }

    private static Profile profile(IntToDoubleFunction value) {
        double[] values = new double[HOURS];
        Arrays.setAll(values, value);
        return Profile.of(values);
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
