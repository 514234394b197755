/**
 * Energy, carbon and cost of AI workloads: catalogues and energy models on {@code java.base} alone.
 */
module com.aluminatiai.estimation {
  exports com.aluminatiai.estimation;
  exports com.aluminatiai.estimation.work;
}
