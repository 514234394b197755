/** A scheduler that places jobs where they emit least. */
module com.example.scheduler {
  requires com.aluminatiai.estimation;
}
