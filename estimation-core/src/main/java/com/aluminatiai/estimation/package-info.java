/**
 * Energy, carbon and cost of AI workloads. {@link com.aluminatiai.estimation.Estimator} is the
 * door.
 *
 * <h2>The simple formula</h2>
 *
 * <pre>{@code
 * kWh       = watts × count × hours × utilization / 100 × PUE / 1000
 * carbon_kg = kWh × grid_kg_per_kwh
 * cost_usd  = kWh × usd_per_kwh
 * }</pre>
 *
 * <p>Defaults: utilization 80 %, PUE 1.3, 0.4 kg CO2e/kWh, 0.15 USD/kWh, 500 W for a device that
 * the catalogue does not know. It has neither idle power nor a host; see {@link
 * com.aluminatiai.estimation.FallbackModel}.
 *
 * <h2>The calibrated model</h2>
 *
 * <pre>{@code
 * P_gpu  = W × (f_idle + (f_full − f_idle) × u)
 * P_host = a × TDP + b / m
 * kWh    = s × (P_gpu + P_host) × (1 + n) × PUE × N × hours / 1000
 * }</pre>
 *
 * <table>
 *   <caption>Symbols</caption>
 *   <tr><th>symbol</th><th>unit</th><th>what it is</th></tr>
 *   <tr><td>W</td><td>W</td><td>board power (TDP); stated mean watts replace {@code P_gpu}; of a TPU the measured
 *   watts of the system, host included</td></tr>
 *   <tr><td>f_idle, f_full</td><td>1</td><td>power at no utilization and at work as a fraction of W; f_full by kind of
 *   work</td></tr>
 *   <tr><td>u</td><td>1</td><td>utilization as {@code nvidia-smi} reports it (GPU-Util): the share of time in which a
 *   kernel ran, not the share of the chip in use and not model FLOP utilization (MFU); 0 gives idle power and host, not
 *   nothing. Where it is not stated, u is 1 and f_full the mean of a whole run, with one band up to the rating: load and
 *   time at work were measured together</td></tr>
 *   <tr><td>a, b, m</td><td>1, W, 1</td><td>the host's share: of TDP, watts of a node, accelerators in a node; by form
 *   factor and generation</td></tr>
 *   <tr><td>n</td><td>1</td><td>network and storage outside the node</td></tr>
 *   <tr><td>s</td><td>1</td><td>the job's part of it all; 1 for a whole accelerator. For a share x of one (a MIG slice, a
 *   virtual GPU) it is x at best: idle and memory power are shared by all slices, by their size. At the high end a
 *   slice that is alone on its device is charged with part of what the others would draw</td></tr>
 *   <tr><td>PUE</td><td>1</td><td>facility energy over IT energy</td></tr>
 *   <tr><td>N, hours</td><td>1, h</td><td>accelerators, and the hours they were reserved; energy is linear in
 *   both</td></tr>
 * </table>
 *
 * <p>The kinds of node: {@code sxm} (modules on a baseboard, Hopper and later), {@code sxm_ampere}
 * (Ampere, CDNA2), {@code sxm_old} (Pascal, Volta), {@code pcie} (cards; how many share a host is
 * not known unless stated: the host counts for one card at the high end and not at all at the low
 * end), {@code superchip} (modules of 500 W or more), {@code module} (smaller ones: the rating is
 * the whole module's, with its host and storage), {@code unknown}.
 *
 * <p>The kinds of work: training and serving of language models on modules ({@code
 * training_module}, {@code inference_module}) and on cards and small modules ({@code
 * training_card}, {@code inference_card}), images and videos, and work that nothing is said of,
 * whose band holds all others. A card whose utilization is stated runs at {@code busy_card} while a
 * kernel runs; a module at the load of its kind, since it counts as busy nearly all the time. The
 * host of an idle node draws {@code host_idle_ratio} of what it draws at u = 1, and in between in
 * proportion.
 *
 * <h2>Ranges</h2>
 *
 * <p>Every assumption has a band. It alone goes to its ends, the logarithms of the ratios by which
 * the result moves are combined in quadrature: {@code ln(high / best) = sqrt(Σ ln(high_k /
 * best)²)}, and downwards the same. What the caller states has no band, and never widens the range:
 * the doubts about idle power and host, as shares of the whole, are at most those where less is
 * stated. Emissions and cost add the bands of grid intensity and price. Ranges are judged from
 * published runs and are neither confidence intervals nor probabilities: {@code ACCURACY.md} counts
 * how many runs lie inside.
 *
 * <h2>Boundaries</h2>
 *
 * <p>{@code P_gpu} is the accelerator; with host and network it is the IT equipment; times PUE it
 * is the facility, and that is what kWh, carbon and cost mean. Carbon is location-based and
 * operational. Cost is of electricity, not of renting the machines. Water is {@code WUE × IT kWh},
 * not multiplied by PUE. Embodied carbon, {@code (kg_gpu + kg_node / n) × N × hours / lifetime}
 * with {@code n} accelerators in a node, stands beside the operational figure: from cradle to gate,
 * where no source knows the device by the wide band of its class, and by calendar hours, so that
 * hours in which nobody reserved the device are charged to nobody (at 60 % occupancy its users
 * would bear 1.7 times as much). Energy that a device draws while it is not reserved, cooling water
 * at power stations, transport and disposal are outside; the high ends of some embodied figures
 * hold the last two.
 *
 * <h2>Constants</h2>
 *
 * <p>The rows of {@code power-factors.tsv}, from which they are read. Accelerators and regions have
 * files of their own, with a source in every row; {@link
 * com.aluminatiai.estimation.Estimator#factorsVersion()} is a hash of all.
 *
 * <table>
 *   <caption>Constants, November 2026</caption>
 *   <tr><th>key</th><th>low</th><th>best</th><th>high</th><th>unit</th><th>source</th></tr>
 *   <tr><td>{@code idle_fraction}</td><td>0.1</td><td>0.15</td><td>0.23</td><td>1</td>
 *   <td>median 0.14 and p10 to p90 of 61 idle readings of nvidia-smi in public repositories (2022 to 2026); 0.155 in Luccioni et al. 2024; where the catalogue knows idle watts they are used within this band</td></tr>
 *   <tr><td>{@code full_load_fraction.training_module}</td><td>0.64</td><td>0.805</td><td>1</td><td>1</td>
 *   <td>mean of whole runs: OLMo development 0.77 to 0.87 (Morrison et al. 2025), a 6B transformer 0.70 (Dodge et al. 2022); modules of a baseboard and superchips, large models</td></tr>
 *   <tr><td>{@code full_load_fraction.training_card}</td><td>0.25</td><td>0.73</td><td>1</td><td>1</td>
 *   <td>mean of whole runs on single cards: median 0.67, from 0.14 for a small recommender to 0.96 (Zeus traces 2023), 0.27 to 0.40 (Dodge et al. 2022, P40); cards and small modules</td></tr>
 *   <tr><td>{@code full_load_fraction.inference_module}</td><td>0.38</td><td>0.71</td><td>1</td><td>1</td>
 *   <td>language models, configuration by configuration: today's engines median 0.70, p5 to p95 0.42 to 0.95 (ML.ENERGY v3.0 on H100 and B200, 2026); older ones median 0.43, p5 to p95 0.31 to 0.68 (ML.ENERGY v2 on A100 and H100, 2024)</td></tr>
 *   <tr><td>{@code full_load_fraction.inference_card}</td><td>0.35</td><td>0.77</td><td>1</td><td>1</td>
 *   <td>cards near their rating under load: T4, A100 PCIe, RTX A5000, Quadro RTX 6000 0.94 to 1.0 of it, RTX 3080 and 4080 0.77 (single readings of nvidia-smi in public repositories, 2022 to 2026); waits lower the mean</td></tr>
 *   <tr><td>{@code full_load_fraction.image_generation}</td><td>0.36</td><td>0.82</td><td>1</td><td>1</td>
 *   <td>median 0.95 on A100 and H100 (ML.ENERGY v2, 2024), 0.85 on one and 0.67 on several H100 and B200 (ML.ENERGY v3.0, 2026); p5 0.34</td></tr>
 *   <tr><td>{@code full_load_fraction.video_generation}</td><td>0.62</td><td>0.87</td><td>1</td><td>1</td>
 *   <td>median 0.85, p5 to p95 0.70 to 0.96 on H100 and B200 (ML.ENERGY v3.0, 2026); 0.92 on A100 and H100 (ML.ENERGY v2, 2024)</td></tr>
 *   <tr><td>{@code full_load_fraction.unknown_module}</td><td>0.28</td><td>0.79</td><td>1</td><td>1</td>
 *   <td>between training and serving; the band holds those of all kinds of work</td></tr>
 *   <tr><td>{@code full_load_fraction.unknown_card}</td><td>0.23</td><td>0.78</td><td>1</td><td>1</td>
 *   <td>between training and serving; the band holds those of all kinds of work</td></tr>
 *   <tr><td>{@code full_load_fraction.busy_card}</td><td>0.62</td><td>0.87</td><td>1</td><td>1</td>
 *   <td>while a kernel runs: BERT and ResNet-50 up to 0.96 of board power (Zeus traces 2023); median 0.94 of cards at a GPU-Util of 95 % and more (single readings of nvidia-smi in public repositories, 2022 to 2026)</td></tr>
 *   <tr><td>{@code full_load_fraction.tpu}</td><td>0.75</td><td>1</td><td>1</td><td>1</td>
 *   <td>of the measured system watts, which are of training large models: other work may draw less; assumed</td></tr>
 *   <tr><td>{@code host_idle_ratio}</td><td>0.5</td><td>0.5</td><td>0.5</td><td>1</td>
 *   <td>the host of an idle node over its host at load: 0.3 to 0.8, median 0.49 of eight metered nodes (minimum samples of MLCommons power logs 2021 to 2025 less idle GPUs); no band of its own: the doubt about the host holds it</td></tr>
 *   <tr><td>{@code host_fraction.sxm}</td><td>0.22</td><td>0.4</td><td>0.58</td><td>1</td>
 *   <td>8-GPU nodes of H100 and B200 at the wall, one vote for each of three sources (MLCommons training v4.0 to v5.0 and inference v5.1)</td></tr>
 *   <tr><td>{@code host_watts_per_node.sxm}</td><td>100</td><td>200</td><td>400</td><td>W</td>
 *   <td>idle 8-GPU nodes less their GPUs (MLCommons power logs 2021 to 2025)</td></tr>
 *   <tr><td>{@code host_fraction.sxm_ampere}</td><td>0.2</td><td>0.33</td><td>0.6</td><td>1</td>
 *   <td>idle DGX A100 1.46 kW less its GPUs (MLCommons power logs 2021 to 2022); only capped nodes were metered</td></tr>
 *   <tr><td>{@code host_watts_per_node.sxm_ampere}</td><td>100</td><td>200</td><td>400</td><td>W</td>
 *   <td>as other nodes</td></tr>
 *   <tr><td>{@code host_fraction.sxm_old}</td><td>0.02</td><td>0.13</td><td>0.45</td><td>1</td>
 *   <td>Pascal and Volta nodes: 271 to 330 W per GPU of 300 W, host included (Patterson et al. 2021); 75 and 83 W per GPU beside the GPUs of a DGX-1 (Jay, Grid'5000)</td></tr>
 *   <tr><td>{@code host_watts_per_node.sxm_old}</td><td>50</td><td>200</td><td>400</td><td>W</td>
 *   <td>as other nodes</td></tr>
 *   <tr><td>{@code host_fraction.pcie}</td><td>0.1</td><td>0.2</td><td>0.5</td><td>1</td>
 *   <td>nodes of 8 cards: idle 0.10 to 0.13 of board power beside the cards (MLCommons inference v1.1 to v3.0)</td></tr>
 *   <tr><td>{@code host_watts_per_node.pcie}</td><td>60</td><td>250</td><td>600</td><td>W</td>
 *   <td>servers with one or two cards: 120 to 570 W beside the cards (MLCommons inference v1.1 to v3.0); shared by up to 8 cards</td></tr>
 *   <tr><td>{@code host_fraction.laptop}</td><td>0</td><td>0.1</td><td>0.3</td><td>1</td>
 *   <td>fans and losses of the power supply grow with its GPU; assumed</td></tr>
 *   <tr><td>{@code host_watts_per_node.laptop}</td><td>0</td><td>20</td><td>60</td><td>W</td>
 *   <td>processor, memory, display and fans of a laptop while its GPU works; low: it would run anyway; assumed</td></tr>
 *   <tr><td>{@code host_fraction.superchip}</td><td>0.05</td><td>0.2</td><td>0.45</td><td>1</td>
 *   <td>the rating holds the processor of a GH200 and MI300A, not the half of a Grace beside a GB200; a rack of 72 GB200 is rated at 1.5 times its GPUs; no node was metered at the wall</td></tr>
 *   <tr><td>{@code host_watts_per_node.superchip}</td><td>20</td><td>60</td><td>200</td><td>W</td>
 *   <td>network cards, disks and fans of a node; no node was metered at the wall</td></tr>
 *   <tr><td>{@code host_fraction.module}</td><td>0</td><td>0.05</td><td>0.35</td><td>1</td>
 *   <td>the rated watts are of the whole module, its processor included; at the wall the power supply and the board around it (Jetson: MLCommons inference v1.1 to v3.0)</td></tr>
 *   <tr><td>{@code host_watts_per_node.module}</td><td>0</td><td>0</td><td>0</td><td>W</td>
 *   <td>the rated watts are of the whole module</td></tr>
 *   <tr><td>{@code host_fraction.unknown}</td><td>0.05</td><td>0.3</td><td>0.6</td><td>1</td>
 *   <td>between cards and modules on a baseboard; assumed</td></tr>
 *   <tr><td>{@code host_watts_per_node.unknown}</td><td>50</td><td>200</td><td>600</td><td>W</td>
 *   <td>between cards and modules on a baseboard; assumed</td></tr>
 *   <tr><td>{@code accelerators_per_node.sxm}</td><td>8</td><td>8</td><td>8</td><td>1</td>
 *   <td>HGX, DGX and OAM baseboards</td></tr>
 *   <tr><td>{@code accelerators_per_node.sxm_ampere}</td><td>8</td><td>8</td><td>8</td><td>1</td>
 *   <td>as other nodes</td></tr>
 *   <tr><td>{@code accelerators_per_node.sxm_old}</td><td>8</td><td>8</td><td>8</td><td>1</td>
 *   <td>as other nodes</td></tr>
 *   <tr><td>{@code accelerators_per_node.pcie}</td><td>1</td><td>2.5</td><td>8</td><td>1</td>
 *   <td>1 to 8 cards in the metered servers (MLCommons inference v1.1 to v3.0)</td></tr>
 *   <tr><td>{@code accelerators_per_node.laptop}</td><td>1</td><td>1</td><td>1</td><td>1</td>
 *   <td>a laptop has one</td></tr>
 *   <tr><td>{@code accelerators_per_node.superchip}</td><td>4</td><td>4</td><td>4</td><td>1</td>
 *   <td>1 to 4 GH200 in a node, 4 GB200 in a tray</td></tr>
 *   <tr><td>{@code accelerators_per_node.module}</td><td>1</td><td>1</td><td>1</td><td>1</td>
 *   <td>a module is its own node</td></tr>
 *   <tr><td>{@code accelerators_per_node.unknown}</td><td>1</td><td>4</td><td>8</td><td>1</td>
 *   <td>assumed</td></tr>
 *   <tr><td>{@code slice_load_ratio}</td><td>0.8</td><td>1</td><td>1.2</td><td>1</td>
 *   <td>a slice's share of the load: by its compute slices or its memory, give or take a fifth for clocks and memory traffic; assumed</td></tr>
 *   <tr><td>{@code slice_rest_fraction}</td><td>0</td><td>0</td><td>0.25</td><td>1</td>
 *   <td>idle and memory power of a device are shared by its slices: best, by their size; high, a slice alone on its device is charged with a quarter of what the others would draw (idle is 0.10 to 0.23 of the rating and two thirds of it are drawn on average); assumed</td></tr>
 *   <tr><td>{@code tpu_idle_fraction}</td><td>0.5</td><td>0.5</td><td>0.5</td><td>1</td>
 *   <td>chip idle 0.27 to 0.56 of its mean (Google Cloud TPU documentation 2024), host idle on top; assumed, without a band of its own: the doubt about the system watts holds it</td></tr>
 *   <tr><td>{@code tpu_watts.GOOGLE_TPU_V2}</td><td>200</td><td>221</td><td>232</td><td>W</td>
 *   <td>measured mean system watts per chip, 221 W (Patterson et al. 2021)</td></tr>
 *   <tr><td>{@code tpu_watts.GOOGLE_TPU_V3}</td><td>245</td><td>283</td><td>311</td><td>W</td>
 *   <td>measured mean system watts per chip, 283 W (Patterson et al. 2021)</td></tr>
 *   <tr><td>{@code tpu_watts.GOOGLE_TPU_V4}</td><td>326</td><td>352</td><td>380</td><td>W</td>
 *   <td>measured mean system watts per chip, 326 W (GLaM, Du et al. 2022) and 378.5 W (PaLM, Chowdhery et al. 2022)</td></tr>
 *   <tr><td>{@code tpu_watts_per_tdp_watt}</td><td>0.6</td><td>0.95</td><td>1.2</td><td>1</td>
 *   <td>measured system watts over chip watts of TPU v2 0.79, v3 0.63, v4 1.04, newer ratings are estimated as that of v4; no newer TPU was metered</td></tr>
 *   <tr><td>{@code unknown_watts_ratio}</td><td>0.3</td><td>1</td><td>2</td><td>1</td>
 *   <td>an unknown device is taken for 500 W between 150 W and 1000 W, where most data-centre accelerators of 2016 to 2026 lie</td></tr>
 *   <tr><td>{@code rating_ratio.Apple}</td><td>0.6</td><td>1</td><td>1.4</td><td>1</td>
 *   <td>Apple publishes no rating: package watts under a lasting load of the GPU, estimated give or take 40 %</td></tr>
 *   <tr><td>{@code rating_ratio.AWS}</td><td>0.6</td><td>1</td><td>1.4</td><td>1</td>
 *   <td>AWS publishes no rating: SemiAnalysis through Epoch AI (2026-04), give or take 40 %; assumed</td></tr>
 *   <tr><td>{@code rating_ratio.HUAWEI_ASCEND_910C}</td><td>0.6</td><td>1</td><td>1.4</td><td>1</td>
 *   <td>Huawei publishes no rating: press through Epoch AI (2026-04), give or take 40 %; assumed</td></tr>
 *   <tr><td>{@code network_fraction}</td><td>0.01</td><td>0.03</td><td>0.13</td><td>1</td>
 *   <td>a switch metered with 8 nodes 1.2 % (MLCommons training v4.1, 2024); infrastructure of BLOOM 13 % with storage and idle (Luccioni et al. 2022)</td></tr>
 *   <tr><td>{@code network_fraction.module}</td><td>0</td><td>0.01</td><td>0.05</td><td>1</td>
 *   <td>a module of its own stores on its board, within its rating; a switch; assumed</td></tr>
 *   <tr><td>{@code pue.unknown}</td><td>1.1</td><td>1.3</td><td>1.6</td><td>1</td>
 *   <td>the product's default of 1.3; annual means of the Uptime Institute survey 1.54 to 1.59 (2020 to 2025); hyperscalers from 1.07</td></tr>
 *   <tr><td>{@code pue.cloud}</td><td>1.07</td><td>1.15</td><td>1.35</td><td>1</td>
 *   <td>fleets of AWS 1.15 (2024), Microsoft 1.17 (fiscal year 2025), Google 1.09 (2024); regions 1.07 to 1.46</td></tr>
 *   <tr><td>{@code pue_region_ratio}</td><td>0.95</td><td>1</td><td>1.05</td><td>1</td>
 *   <td>a published annual figure, give or take 5 % for the season and the hall</td></tr>
 *   <tr><td>{@code pue_fleet_ratio}</td><td>0.94</td><td>1</td><td>1.2</td><td>1</td>
 *   <td>regions over fleets: AWS 0.93 to 1.27 (2024), Microsoft 0.95 to 1.15 (fiscal year 2025), Google 0.98 to 1.06 (2024)</td></tr>
 *   <tr><td>{@code grid_kg_per_kwh.unknown}</td><td>0.02</td><td>0.4</td><td>0.68</td><td>kg CO2e/kWh</td>
 *   <td>the product's default of 0.4; low: the cleanest grids of the tables, life cycle (Quebec 0.023, Norway 0.028, Sweden 0.035, France 0.041), so that no region widens it; high: p90 over the 213 countries of the table (208 of Ember, 5 through Our World in Data, 2022 to 2025 but for Western Sahara's of 2009)</td></tr>
 *   <tr><td>{@code usd_per_kwh.unknown}</td><td>0.054</td><td>0.15</td><td>0.197</td><td>USD/kWh</td>
 *   <td>the product's default of 0.15; p5 to p95 over the 98 prices of the tables: 43 countries, 51 states of the USA, 4 provinces of Canada (2020 to 2024)</td></tr>
 *   <tr><td>{@code usd_per_kwh_region_ratio}</td><td>0.8</td><td>1</td><td>1.2</td><td>1</td>
 *   <td>tariffs differ from the regional mean by contract; assumed</td></tr>
 *   <tr><td>{@code usd_per_kwh_country_ratio}</td><td>0.72</td><td>1</td><td>1.23</td><td>1</td>
 *   <td>the price of a country for a part of it: p5 to p95 over the 38 states of the USA that share no zone of the grid with a price of its own, over the country's mean (EIA 2024); assumed for other countries</td></tr>
 *   <tr><td>{@code hours_scaling_ratio}</td><td>0.75</td><td>1</td><td>1.35</td><td>1</td>
 *   <td>throughput reached differs from peak throughput between accelerators: model FLOP utilization of 35 to 55 % in reports on large training runs (2021 to 2025)</td></tr>
 *   <tr><td>{@code embodied_kg.NVIDIA_A100_SXM_40}</td><td>127.6</td><td>127.6</td><td>181</td><td>kg CO2e</td>
 *   <td>Falk et al. 2025, of this device; high: an A100 with its delivery by air and end of life (ADEME and Hubblo)</td></tr>
 *   <tr><td>{@code embodied_kg.NVIDIA_A100_SXM_80}</td><td>127.6</td><td>150</td><td>181</td><td>kg CO2e</td>
 *   <td>150 kg a GPU (Luccioni et al. 2022); low: Falk et al. 2025 for 40 GB; high: an A100 with its delivery by air and end of life (ADEME and Hubblo)</td></tr>
 *   <tr><td>{@code embodied_kg.NVIDIA_A800_SXM}</td><td>127.6</td><td>150</td><td>181</td><td>kg CO2e</td>
 *   <td>as the A100 SXM 80 GB, which it is but for its links</td></tr>
 *   <tr><td>{@code embodied_kg.NVIDIA_H100_SXM}</td><td>127.6</td><td>164</td><td>273</td><td>kg CO2e</td>
 *   <td>NVIDIA HGX H100 product carbon footprint 2025: 1312 kg for 8; low: an A100's; high: with its delivery by air and end of life (Lees-Perasso et al. 2026, through EcoLogits)</td></tr>
 *   <tr><td>{@code embodied_kg.NVIDIA_H800_SXM}</td><td>127.6</td><td>164</td><td>273</td><td>kg CO2e</td>
 *   <td>as the H100 SXM, which it is but for its links</td></tr>
 *   <tr><td>{@code embodied_kg.NVIDIA_H200_SXM}</td><td>164</td><td>212</td><td>364</td><td>kg CO2e</td>
 *   <td>derived: HGX H100 with 61 GB more memory a GPU at 0.78 kg/GB; low: without it; high: EcoLogits 2026</td></tr>
 *   <tr><td>{@code embodied_kg.NVIDIA_B200}</td><td>164</td><td>284.25</td><td>473</td><td>kg CO2e</td>
 *   <td>NVIDIA HGX B200 product carbon footprint 2025: 2274 kg for 8; low: an H100's; high: as far above as for the H100</td></tr>
 *   <tr><td>{@code embodied_kg.GOOGLE_TPU_V4I}</td><td>193</td><td>386</td><td>579</td><td>kg CO2e</td>
 *   <td>Google TPU life-cycle assessment 2025, per chip, host included by its description; the boundaries were not checked: give or take half</td></tr>
 *   <tr><td>{@code embodied_kg.GOOGLE_TPU_V5P}</td><td>550</td><td>1101</td><td>1652</td><td>kg CO2e</td>
 *   <td>Google TPU life-cycle assessment 2025, per chip, host included by its description; the boundaries were not checked: give or take half</td></tr>
 *   <tr><td>{@code embodied_kg.GOOGLE_TPU_V6E}</td><td>323</td><td>583</td><td>692</td><td>kg CO2e</td>
 *   <td>Google TPU life-cycle assessment 2025: chip 323 kg, its share of the host 260 kg; high: of the building too, 109 kg; the boundaries were not checked</td></tr>
 *   <tr><td>{@code embodied_kg_class.sxm}</td><td>100</td><td>200</td><td>475</td><td>kg CO2e</td>
 *   <td>modules of Hopper, Blackwell and later without a source of their own: between the A100's low and the B200's high end; assumed</td></tr>
 *   <tr><td>{@code embodied_kg_class.sxm_ampere}</td><td>100</td><td>150</td><td>275</td><td>kg CO2e</td>
 *   <td>as the A100 SXM 80 GB, with the low and high ends of its neighbours; assumed</td></tr>
 *   <tr><td>{@code embodied_kg_class.sxm_old}</td><td>50</td><td>100</td><td>181</td><td>kg CO2e</td>
 *   <td>less memory and silicon than an A100; high: an A100's high end; assumed</td></tr>
 *   <tr><td>{@code embodied_kg_class.pcie}</td><td>20</td><td>70</td><td>200</td><td>kg CO2e</td>
 *   <td>a large card 60 kg, standard deviation 60 % (EcoDiag, CNRS EcoInfo 2022, through BoaviztAPI); high: above an A100's; assumed for all cards</td></tr>
 *   <tr><td>{@code embodied_kg_class.laptop}</td><td>10</td><td>30</td><td>80</td><td>kg CO2e</td>
 *   <td>a chip with its memory and no board of its own; assumed</td></tr>
 *   <tr><td>{@code embodied_kg_class.superchip}</td><td>150</td><td>350</td><td>900</td><td>kg CO2e</td>
 *   <td>a module of GPU and processor with the memory of both: an H100 to two B200; assumed</td></tr>
 *   <tr><td>{@code embodied_kg_class.module}</td><td>15</td><td>60</td><td>300</td><td>kg CO2e</td>
 *   <td>a whole small computer; assumed</td></tr>
 *   <tr><td>{@code embodied_kg_class.tpu}</td><td>193</td><td>500</td><td>1652</td><td>kg CO2e</td>
 *   <td>from the low end of TPU v4i to the high end of TPU v5p; host included; assumed</td></tr>
 *   <tr><td>{@code embodied_kg_per_node.pcie}</td><td>150</td><td>1000</td><td>2500</td><td>kg CO2e</td>
 *   <td>a server without its cards: half of a GPU training system of 2000 kg (Wu et al. 2022); low: a desktop, assumed; high: a server for 8 modules, 2500 kg (Luccioni et al. 2022)</td></tr>
 *   <tr><td>{@code embodied_kg_per_node.laptop}</td><td>150</td><td>250</td><td>450</td><td>kg CO2e</td>
 *   <td>a laptop without its GPU, within what makers state for mobile workstations and gaming laptops; assumed</td></tr>
 *   <tr><td>{@code embodied_kg_per_node}</td><td>1688</td><td>2500</td><td>5700</td><td>kg CO2e</td>
 *   <td>a node of 8 without its accelerators: 2500 kg (Luccioni et al. 2022); low: a system of 3000 kg less 1312 kg of GPUs; high: 5700 kg (BoaviztAPI, through EcoLogits 2025)</td></tr>
 *   <tr><td>{@code lifetime_hours}</td><td>26280</td><td>35040</td><td>52560</td><td>h</td>
 *   <td>3 years (EcoLogits 2025), 4 years (Google Cloud, Morrison et al. 2025), 6 years (customer tools of AWS and Azure 2026)</td></tr>
 *   <tr><td>{@code kg_per_km_by_car}</td><td>0.2442</td><td>0.2442</td><td>0.2442</td><td>kg CO2e/km</td>
 *   <td>US EPA greenhouse gas equivalencies (2024): 0.393 kg CO2e a mile of an average passenger vehicle</td></tr>
 *   <tr><td>{@code kwh_per_phone_charge}</td><td>0.019</td><td>0.019</td><td>0.019</td><td>kWh</td>
 *   <td>US EPA greenhouse gas equivalencies (2024): 19 Wh a charge</td></tr>
 *   <tr><td>{@code kwh_per_household_day}</td><td>29.6</td><td>29.6</td><td>29.6</td><td>kWh</td>
 *   <td>US EIA 2022: 10,791 kWh a year of an average US household</td></tr>
 *   <tr><td>{@code kg_per_tree_month}</td><td>0.5</td><td>0.5</td><td>0.5</td><td>kg CO2e</td>
 *   <td>US EPA greenhouse gas equivalencies (2024): 60 kg CO2 in ten years of an urban tree seedling</td></tr>
 * </table>
 */
package com.aluminatiai.estimation;
