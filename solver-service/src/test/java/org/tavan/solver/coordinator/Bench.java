package org.tavan.solver.coordinator;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.tavan.config.KafkaSettings;
import org.tavan.dro.PartwisePlanner;
import org.tavan.plan.PlanOutcome;
import org.tavan.schema.Community;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Policy;
import org.tavan.schema.Price;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveRecord;
import org.tavan.schema.SolveRequest;
import org.tavan.serde.TavanSerdes;
import org.tavan.solver.codec.PlanId;
import org.tavan.solver.coordinator.World.Input;
import org.tavan.solver.run.Answer;
import org.tavan.solver.run.RequestSolver;
import org.tavan.solver.state.MapEntries;
import org.tavan.solver.state.Refusal;
import org.tavan.topic.Topics;

/// Communities on a test bench: no Kafka, a wall clock that is moved by hand, a solver and devices that
/// answer when the test lets them.
final class Bench implements Decisions {
    static final StateCodecs CODECS = StateCodecs
            .of(TavanSerdes.of(KafkaSettings.of("127.0.0.1:1", "mock://bench")));
    /// A solve is a pure function of its request, so tests share answers.
    private static final Map<String, Answer> ANSWERS = new ConcurrentHashMap<>();

    final NavigableMap<String, byte[]> stored = new TreeMap<>();
    final List<SolveRequest> requests = new ArrayList<>();
    final List<Dispatch> dispatches = new ArrayList<>();
    final List<SolveRecord> records = new ArrayList<>();
    final List<Schedule> schedules = new ArrayList<>();
    final List<Policy> policies = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();
    /// What the solver published.
    final Deque<Input> answers = new ArrayDeque<>();
    /// What devices reported.
    final Deque<Input> reports = new ArrayDeque<>();
    UnaryOperator<Answer> solver = answer -> answer;
    /// Requests for which no plan is found.
    Predicate<SolveRequest> unsolvable = _ -> false;
    boolean devicesReport = true;
    /// Whether the report of a dispatch comes with it, instead of by itself.
    boolean devicesLocal;
    /// Added to the reported energy (kWh).
    double energyOffKwh;
    String fault = "";
    long wallMillis;
    private long offset;
    private final Map<String, DeviceState> devices = new HashMap<>();
    private final Map<String, Dispatch> orders = new HashMap<>();
    private Communities communities = restored();

    /// A bench that some days of a world have gone over.
    static Bench ran(World world, int days) {
        return ran(world.streams(days));
    }

    static Bench ran(Map<String, List<Input>> streams) {
        Bench bench = new Bench();
        bench.run(streams);
        return bench;
    }

    /// The dispatch of a member for the interval that began then.
    Dispatch dispatch(String member, long start) {
        return dispatches.stream()
                .filter(dispatch -> dispatch.getProsumerId().equals(member)
                        && dispatch.getIntervalStart().toEpochMilli() == start)
                .findFirst()
                .orElseThrow();
    }

    static Answer solve(SolveRequest request) {
        return ANSWERS.computeIfAbsent(PlanId.of(request),
                _ -> new RequestSolver(PartwisePlanner::new,
                        Duration.ofSeconds(30),
                        () -> 0L).answer(request));
    }

    private static Answer answerWithoutPlan(SolveRequest request) {
        return new RequestSolver(() -> (_, _) -> new PlanOutcome.Unplanned("the test says so"),
                Duration.ofSeconds(30), () -> 0L).answer(request);
    }

    /// Forgets everything but what is stored, as a process that is killed does.
    void restart() {
        communities = restored();
    }

    private Communities restored() {
        return new Communities(new MapEntries(stored), CODECS, this,
                new CoordinatorMetrics(new PrometheusRegistry()),
                new Patience(Duration.ofSeconds(30), Duration.ofSeconds(10), () -> wallMillis));
    }

    @Nullable
    Refusal accept(String key, @Nullable SpecificRecord value) {
        Refusal refusal = communities.accept(key, value,
                () -> new Held(value instanceof Price ? Topics.PRICES.name() : Topics.DEVICE_STATES.name(), 0,
                        offset++,
                        key, 0, wallMillis,
                        value instanceof Price price
                                ? CODECS.price().write(price)
                                : CODECS.deviceState().write((DeviceState) Objects.requireNonNull(value))));
        if (refusal != null) {
            refusals.add(refusal);
        }
        if (value instanceof Community community && devicesReport && !devices.containsKey(key + "/a")) {
            DeviceState initial = state(key, community.getValidFrom(), 5, 0, "");
            devices.put(key + "/a", initial);
            reports.add(new Input(key + "/a", initial));
        }
        return refusal;
    }

    void accept(Input input) {
        accept(input.key(), input.value());
    }

    void accept(List<Input> inputs) {
        inputs.forEach(this::accept);
    }

    /// Moves the wall clock and lets the coordinator look at it.
    void pass(Duration duration) {
        communities.wallClock();
        wallMillis += duration.toMillis();
        communities.wallClock();
    }

    /// Delivers what solver and devices have said until all is quiet.
    void settle() {
        while (!answers.isEmpty() || !reports.isEmpty()) {
            if (!answers.isEmpty()) {
                accept(answers.poll());
            }
            if (!reports.isEmpty()) {
                accept(reports.poll());
            }
        }
    }

    /// Everything in the order of time.
    void run(Map<String, List<Input>> streams) {
        streams.values().forEach(stream -> {
            accept(stream);
            settle();
        });
        settle();
    }

    /// Everything in a random order that keeps each stream's own.
    ///
    /// @param restartShare how often the process is killed
    void run(Map<String, List<Input>> streams, RandomGenerator random, double restartShare) {
        accept(streams.getOrDefault("first", List.of()));
        List<Deque<Input>> queues = new ArrayList<>();
        streams.forEach((name, stream) -> {
            if (!name.equals("first")) {
                queues.add(new ArrayDeque<>(stream));
            }
        });
        queues.add(answers);
        queues.add(reports);
        while (queues.stream().anyMatch(queue -> !queue.isEmpty())) {
            Deque<Input> queue = queues.get(random.nextInt(queues.size()));
            for (int burst = random.nextInt(40); burst >= 0 && !queue.isEmpty(); burst--) {
                accept(queue.poll());
            }
            if (random.nextDouble() < restartShare) {
                restart();
            }
        }
    }

    @Override
    public void request(SolveRequest request) {
        requests.add(request);
        Answer answer = solver.apply(unsolvable.test(request) ? answerWithoutPlan(request) : solve(request));
        schedules.addAll(answer.schedules());
        policies.addAll(answer.policies());
        answer.schedules()
                .forEach(schedule -> answers.add(
                        new Input(schedule.getCommunityId() + '/' + schedule.getProsumerId(), schedule)));
        answers.add(new Input(request.getCommunityId(), answer.record()));
        answer.policies()
                .forEach(policy -> answers.add(
                        new Input(policy.getCommunityId() + '/' + policy.getProsumerId(), policy)));
    }

    /// The device of the member obeys and reports at once, as the simulated devices do.
    @Override
    public @Nullable DeviceState dispatch(Dispatch dispatch) {
        dispatches.add(dispatch);
        String key = dispatch.getCommunityId() + '/' + dispatch.getProsumerId();
        if (!dispatch.getProsumerId().equals("a")) {
            return null;
        }
        DeviceState before = devices.get(key);
        Dispatch order = orders.put(key, dispatch);
        double energy = before == null ? 5 : before.getEnergyKwh();
        if (order != null) {
            energy += order.getIntervalMinutes() / 60.0
                    * (0.95 * order.getChargeKw() - order.getDischargeKw() / 0.95);
        }
        DeviceState state = state(dispatch.getCommunityId(), dispatch.getSetpointStart(), energy,
                energyOffKwh, fault);
        devices.put(key, state(dispatch.getCommunityId(), dispatch.getSetpointStart(), energy, 0, ""));
        if (devicesReport && devicesLocal) {
            return state;
        }
        if (devicesReport) {
            reports.add(new Input(key, state));
        }
        return null;
    }

    static DeviceState state(String community, Instant time, double energyKwh, double offKwh, String fault) {
        return DeviceState.newBuilder()
                .setCommunityId(community)
                .setProsumerId("a")
                .setTime(time)
                .setEnergyKwh(Math.max(0, energyKwh + offKwh))
                .setSocFraction(0.5)
                .setChargeKw(0)
                .setDischargeKw(0)
                .setFlexibleKw(0)
                .setShiftedKwh(0)
                .setFault(fault)
                .setKnowledgeTime(time)
                .build();
    }

    @Override
    public void record(SolveRecord record) {
        records.add(record);
    }

    @Override
    public void refuse(Held held, Refusal refusal) {
        refusals.add(refusal);
    }

    @Override
    public void hurry() {
        // Nothing waits for a transaction here.
    }
}
