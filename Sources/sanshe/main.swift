print("sanshe")
